from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn import functional as F

from cnnlib import data, training

FEW = settings(max_examples=40, deadline=None)
SEEDS = st.integers(0, 2**32 - 1)


def drawn(seed: int, *shape: int) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).normal(size=shape))


def classes(seed: int, n: int, k: int) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).integers(k, size=n))


class TestPickDevice:
    @pytest.fixture
    def there(self, monkeypatch):
        def let(cuda: bool, mps: bool) -> None:
            monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
            monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)

        return let

    @pytest.mark.parametrize(
        ("cuda", "mps", "best"),
        [
            (True, True, "cuda"),
            (True, False, "cuda"),
            (False, True, "mps"),
            (False, False, "cpu"),
        ],
    )
    def test_takes_cuda_before_mps_before_the_cpu(self, there, cuda, mps, best):
        there(cuda, mps)
        assert training.pick_device() == torch.device(best)

    @pytest.mark.parametrize("prefer", ["cpu", "mps", "cuda", "cuda:1"])
    def test_follows_a_preference(self, there, prefer):
        there(True, True)
        assert training.pick_device(prefer) == torch.device(prefer)
        assert training.pick_device(torch.device(prefer)) == torch.device(prefer)

    @pytest.mark.parametrize("prefer", ["cuda", "cuda:0", "mps", torch.device("mps")])
    def test_refuses_an_absent_device(self, there, prefer):
        there(False, False)
        with pytest.raises(ValueError, match=r"expected prefer to be available.*there is cpu"):
            training.pick_device(prefer)

    @pytest.mark.parametrize("prefer", ["gpu", "meta", ""])
    def test_refuses_what_is_no_device_to_train_on(self, prefer):
        with pytest.raises(ValueError, match="pick_device: expected prefer"):
            training.pick_device(prefer)


class TestToBatch:
    @pytest.mark.parametrize("layout", [lambda a: a, np.asfortranarray, lambda a: a[::-1, :, ::-2]])
    def test_scales_normalises_and_adds_the_channel(self, layout):
        images = layout(np.random.default_rng(0).integers(256, size=(3, 4, 6), dtype=np.uint8))
        batch = training.to_batch(images, mean=0.3, std=0.2)
        assert batch.dtype == torch.float32
        assert batch.shape == (3, 1, *images.shape[1:])
        np.testing.assert_allclose(batch[:, 0], (images / 255 - 0.3) / 0.2, rtol=1e-5, atol=1e-6)

    def test_leaves_the_bytes_alone(self):
        images = np.full((2, 3, 3), 7, np.uint8)
        training.to_batch(images, 0.0, 1.0).zero_()
        assert np.all(images == 7)

    @pytest.mark.parametrize(
        "images",
        [np.zeros((2, 3), np.uint8), np.zeros((1, 2, 2)), np.zeros((1, 1, 2, 2), np.uint8)],
    )
    def test_refuses_anything_but_batches_of_bytes(self, images):
        with pytest.raises(ValueError, match=r"to_batch: expected images as uint8 \(N, H, W\)"):
            training.to_batch(images, 0.0, 1.0)


class TestSmallCNN:
    @pytest.mark.parametrize("size", [(8, 8), (9, 15), (28, 28), (31, 8)])
    @pytest.mark.parametrize("count", [1, 3])
    def test_gives_logits_for_any_size(self, size, count):
        model = training.SmallCNN(num_classes=7, width=3)
        assert model(torch.zeros(count, 1, *size)).shape == (count, 7)

    def test_has_a_dense_layer_that_does_not_grow_with_the_image(self):
        count = sum(p.numel() for p in training.SmallCNN(10, 32).parameters())
        convolutions = 32 * (9 + 1) + 64 * (9 * 32 + 1) + 128 * (9 * 64 + 1)
        assert count == convolutions + 10 * (128 + 1)

    def test_computes_what_its_parts_compute(self):
        torch.manual_seed(0)
        model = training.SmallCNN(num_classes=4, width=2).double()
        features = x = drawn(1, 2, 1, 11, 14)
        convolutions = [m for m in model.modules() if isinstance(m, nn.Conv2d)]
        for conv in convolutions:
            features = F.conv2d(features, conv.weight, conv.bias, padding=1).clamp(min=0)
            features = F.max_pool2d(features, 2)
        (dense,) = (m for m in model.modules() if isinstance(m, nn.Linear))
        torch.testing.assert_close(model(x), dense(features.mean(dim=(2, 3))))


class TestCrossEntropy:
    @given(SEEDS, st.integers(1, 6), st.integers(2, 9), st.sampled_from([0.0, 0.1, 0.5, 0.9]))
    @FEW
    def test_agrees_with_torch_in_value_and_gradient(self, seed, n, k, smoothing):
        ours, theirs = (drawn(seed, n, k).requires_grad_() for _ in range(2))
        labels = classes(seed, n, k)
        loss = training.cross_entropy(ours, labels, smoothing)
        expected = F.cross_entropy(theirs, labels, label_smoothing=smoothing)
        torch.testing.assert_close(loss, expected)
        loss.backward()
        expected.backward()
        torch.testing.assert_close(ours.grad, theirs.grad)

    def test_has_the_gradient_that_finite_differences_measure(self):
        logits, labels = drawn(3, 4, 5).requires_grad_(), classes(3, 4, 5)
        assert torch.autograd.gradcheck(lambda z: training.cross_entropy(z, labels, 0.2), logits)

    @pytest.mark.parametrize("offset", [1e4, -1e4])
    def test_is_stable(self, offset):
        logits = torch.tensor([[0.0, 1e3, -1e3]]) + offset
        assert training.cross_entropy(logits, torch.tensor([0])) == pytest.approx(1e3)

    @pytest.mark.parametrize("smoothing", [-0.1, 1.0, 2.0])
    def test_refuses_smoothing_out_of_range(self, smoothing):
        with pytest.raises(ValueError, match=f"expected label_smoothing .* got {smoothing}"):
            training.cross_entropy(torch.zeros(1, 2), torch.tensor([0]), smoothing)

    @pytest.mark.parametrize(("n", "wanted"), [(2, 3), (3, 2), (0, 0)])
    def test_refuses_samples_without_their_labels(self, n, wanted):
        with pytest.raises(ValueError, match=r"cross_entropy: expected labels \(N,\)"):
            training.cross_entropy(torch.zeros(n, 2), torch.zeros(wanted, dtype=torch.int64))


class TestOneCycle:
    def test_begins_peaks_and_ends_where_it_should(self):
        rates = [training.one_cycle(step, 101, 0.5, warmup=20 / 101) for step in range(101)]
        assert rates[0] == pytest.approx(0.5 / 25)
        assert rates[20] == max(rates) == pytest.approx(0.5)
        assert rates[60] == pytest.approx((0.5 + 0.5e-4) / 2)
        assert rates[100] == pytest.approx(0.5 / 1e4)

    @given(st.integers(3, 200), st.floats(0.05, 0.9), st.floats(1e-4, 10))
    @FEW
    def test_rises_in_a_line_and_then_only_falls(self, total, warmup, max_lr):
        rates = np.array([training.one_cycle(s, total, max_lr, warmup) for s in range(total)])
        rising = np.arange(total) < warmup * total
        slope = 0.96 * max_lr / (warmup * total)
        np.testing.assert_allclose(np.diff(rates[rising]), slope, rtol=1e-6)
        assert np.all(np.diff(rates[~rising]) < 0)

    def test_does_not_round_the_end_of_the_rise(self):
        assert training.one_cycle(2, 7, 1.0) == pytest.approx(0.04 + 0.96 * 2 / 2.1)
        down = 0.5 * (1 + math.cos(math.pi * (3 - 2.1) / (6 - 2.1)))
        assert training.one_cycle(3, 7, 1.0) == pytest.approx(1e-4 + (1 - 1e-4) * down)

    @pytest.mark.parametrize("warmup", [0.0, 1.0])
    @pytest.mark.parametrize("total", [1, 2, 5])
    def test_has_a_rate_at_every_step_without_a_rise_or_a_fall(self, warmup, total):
        rates = [training.one_cycle(step, total, 1.0, warmup) for step in range(total)]
        assert all(0 < rate <= 1 for rate in rates)

    @pytest.mark.parametrize(("step", "total"), [(-1, 5), (5, 5), (0, 0)])
    def test_refuses_a_step_that_there_is_not(self, step, total):
        with pytest.raises(ValueError, match="one_cycle: expected step"):
            training.one_cycle(step, total, 1.0)

    def test_refuses_a_rise_beyond_the_end(self):
        with pytest.raises(ValueError, match=r"expected warmup of 0 to 1, got 1\.5"):
            training.one_cycle(0, 5, 1.0, warmup=1.5)


class TestRandomShift:
    @staticmethod
    def moves(max_shift: int, count: int, seed: int = 0) -> torch.Tensor:
        """Where single bright pixels in the middle went, as (N, 2)."""
        side = 2 * max_shift + 1
        impulses = torch.zeros(count, 1, side, side + 2)
        impulses[:, :, max_shift, max_shift + 1] = 1
        generator = torch.Generator().manual_seed(seed)
        out = training.random_shift(impulses, max_shift, generator)
        places = out[:, 0].nonzero()
        assert len(places) == count
        return places[:, 1:] - torch.tensor([max_shift, max_shift + 1])

    def test_moves_each_image_by_its_own_shift_all_equally_likely(self):
        moves = self.moves(max_shift=2, count=5000)
        assert moves.abs().max() == 2
        counts = torch.bincount(5 * (moves[:, 0] + 2) + moves[:, 1] + 2, minlength=25)
        assert counts.min() > 100  # 200 are expected; eight standard deviations are 110
        assert counts.max() < 310

    def test_equal_seeds_move_equally_and_others_do_not(self):
        assert torch.equal(self.moves(3, 50), self.moves(3, 50))
        assert not torch.equal(self.moves(3, 50), self.moves(3, 50, seed=1))

    @given(SEEDS, st.integers(1, 3), st.integers(1, 6), st.integers(1, 6), st.integers(0, 8))
    @FEW
    def test_lets_zeros_enter(self, seed, channels, height, width, max_shift):
        batch = drawn(seed, 4, channels, height, width)
        out = training.random_shift(batch, max_shift)
        assert out.shape == batch.shape
        assert out.dtype == batch.dtype
        for image, moved in zip(batch, out, strict=True):
            steps = range(-max_shift, max_shift + 1)
            padded = F.pad(image, [max_shift] * 4)
            windows = (
                padded[:, max_shift - dy :, max_shift - dx :][:, :height, :width]
                for dy in steps
                for dx in steps
            )
            assert any(torch.equal(moved, window) for window in windows)

    def test_gives_a_copy_even_where_nothing_moves(self):
        batch = torch.ones(2, 1, 3, 3)
        training.random_shift(batch, 0).zero_()
        assert batch.min() == 1

    def test_refuses_a_negative_shift(self):
        with pytest.raises(ValueError, match="expected max_shift of at least 0, got -1"):
            training.random_shift(torch.zeros(1, 1, 2, 2), -1)

    def test_refuses_a_single_image(self):
        with pytest.raises(ValueError, match=r"expected batch \(N, C, H, W\), got \(1, 2, 2\)"):
            training.random_shift(torch.zeros(1, 2, 2), 1)


class TestTrainStep:
    @staticmethod
    def model_and_batch():
        torch.manual_seed(0)
        model = nn.Sequential(nn.Flatten(), nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 3)).double()
        return model, drawn(1, 5, 1, 2, 3), classes(1, 5, 3)

    def test_takes_one_step_down_the_gradient_of_the_loss(self):
        model, images, labels = self.model_and_batch()
        loss = F.cross_entropy(model(images), labels)
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        before = [p.detach().clone() for p in model.parameters()]
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        got = training.train_step(model, optimizer, images, labels)
        assert type(got) is float
        assert got == pytest.approx(loss.item())
        for now, old, gradient in zip(model.parameters(), before, gradients, strict=True):
            torch.testing.assert_close(now.detach(), old - 0.1 * gradient)

    def test_forgets_the_gradients_that_were_there(self):
        results = []
        for leftover in (False, True):
            model, images, labels = self.model_and_batch()
            if leftover:
                model(images).square().sum().backward()
            optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
            training.train_step(model, optimizer, images, labels)
            results.append(torch.cat([p.detach().flatten() for p in model.parameters()]))
        torch.testing.assert_close(*results)

    def test_works_and_ends_in_train_mode(self):
        model, images, labels = self.model_and_batch()
        modes = []
        model[2].register_forward_hook(lambda module, *_: modes.append(module.training))
        model.eval()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        training.train_step(model, optimizer, images, labels)
        assert modes == [True]
        assert all(module.training for module in model.modules())

    def test_refuses_images_without_labels(self):
        model, images, labels = self.model_and_batch()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        with pytest.raises(ValueError, match="train_step: expected labels"):
            training.train_step(model, optimizer, images, labels[:3])


class Watching(nn.Module):
    """Gives pixels as logits, moved by one class in train mode; notes each call."""

    def __init__(self) -> None:
        super().__init__()
        self.part = nn.Dropout(0.5)
        self.calls: list[tuple[int, bool, bool]] = []

    def forward(self, x):
        self.calls.append((len(x), torch.is_grad_enabled(), self.part.training))
        return x.flatten(1).roll(int(self.training), dims=1)


class TestEvaluate:
    @staticmethod
    def images_and_labels(n: int, right: int) -> tuple[torch.Tensor, torch.Tensor]:
        labels = torch.arange(n) % 6
        images = F.one_hot(labels, 6).float().reshape(n, 1, 2, 3)
        return images, torch.where(torch.arange(n) < right, labels, (labels + 1) % 6)

    @given(st.integers(1, 25), st.integers(1, 30), st.data())
    @FEW
    def test_counts_every_image_once_however_the_batches_fall(self, n, batch_size, choose):
        right = choose.draw(st.integers(0, n))
        model = Watching()
        images, labels = self.images_and_labels(n, right)
        accuracy = training.evaluate(model, images, labels, batch_size)
        assert type(accuracy) is float
        assert accuracy == pytest.approx(right / n)
        sizes = [size for size, *_ in model.calls]
        assert sum(sizes) == n
        assert max(sizes) <= batch_size

    def test_needs_no_gradients_and_works_in_eval_mode(self):
        model = Watching()
        training.evaluate(model, *self.images_and_labels(5, 5), batch_size=2)
        assert {call[1:] for call in model.calls} == {(False, False)}

    @pytest.mark.parametrize("whole", [True, False])
    @pytest.mark.parametrize("part", [True, False])
    def test_restores_the_mode_of_every_part(self, whole, part):
        model = Watching().train(whole)
        model.part.train(part)
        training.evaluate(model, *self.images_and_labels(5, 5))
        assert (model.training, model.part.training) == (whole, part)

    def test_restores_the_modes_after_an_error_too(self):
        model = nn.Sequential(nn.Flatten(), nn.Linear(3, 2))
        with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
            training.evaluate(model, *self.images_and_labels(5, 5))
        assert all(module.training for module in model.modules())

    @pytest.mark.parametrize("batch_size", [0, -1])
    def test_refuses_empty_batches(self, batch_size):
        with pytest.raises(ValueError, match=f"expected batch_size .* got {batch_size}"):
            training.evaluate(Watching(), *self.images_and_labels(2, 2), batch_size=batch_size)

    def test_refuses_an_empty_set(self):
        with pytest.raises(ValueError, match="evaluate: expected labels"):
            training.evaluate(Watching(), *self.images_and_labels(0, 0))


class TestFit:
    def test_learns_fashion_mnist_and_repeats_itself(self):
        part = data.fashion_mnist_subset()
        images = training.to_batch(part.train_images[:1000], 0.286, 0.353)
        labels = torch.from_numpy(part.train_labels[:1000])
        unseen = training.to_batch(part.test_images, 0.286, 0.353)
        state = torch.get_rng_state()
        first = training.fit(images, labels, epochs=2, device="cpu", seed=3)
        again = training.fit(images, labels, epochs=2, device=torch.device("cpu"), seed=3)
        other = training.fit(images, labels, epochs=2, device="cpu", seed=4)
        assert torch.equal(torch.get_rng_state(), state)
        # Guessing gives 0.1; two short epochs are far from the end of what can be learned.
        assert training.evaluate(first, unseen, torch.from_numpy(part.test_labels)) > 0.5
        with torch.no_grad():
            assert torch.equal(first(unseen[:50]), again(unseen[:50]))
            assert not torch.equal(first(unseen[:50]), other(unseen[:50]))

    @pytest.mark.parametrize("epochs", [0, -2])
    def test_refuses_less_than_one_epoch(self, epochs):
        with pytest.raises(ValueError, match=f"fit: expected epochs .* got {epochs}"):
            training.fit(torch.zeros(2, 1, 8, 8), torch.tensor([0, 1]), epochs, "cpu")

    @pytest.mark.parametrize(("n", "wanted"), [(2, 3), (3, 2), (0, 0)])
    def test_refuses_images_without_their_labels(self, n, wanted):
        labels = torch.zeros(wanted, dtype=torch.int64)
        with pytest.raises(ValueError, match="fit: expected labels"):
            training.fit(torch.zeros(n, 1, 8, 8), labels, 1, "cpu")


class TestFitSteps:
    """Training that can be looked at between its steps."""

    def images_and_labels(self):
        generator = torch.Generator().manual_seed(5)
        return torch.randn(70, 1, 8, 8, generator=generator), torch.arange(70) % 3

    def test_goes_from_the_untrained_model_to_that_of_fit(self):
        images, labels = self.images_and_labels()
        steps = list(training.fit_steps(images, labels, 2, "cpu", seed=4))
        assert [step.done for step in steps] == [0, 1, 2, 3, 4, 5, 6]
        assert {step.total for step in steps} == {6}
        model = training.fit(images, labels, 2, "cpu", seed=4)
        for ours, theirs in zip(steps[-1].model.parameters(), model.parameters(), strict=True):
            assert torch.equal(ours, theirs)

    def test_gives_the_loss_of_each_batch_and_none_before_the_first(self):
        images, labels = self.images_and_labels()
        losses = [step.loss for step in training.fit_steps(images, labels, 1, "cpu")]
        assert math.isnan(losses[0])
        assert losses[1] == pytest.approx(math.log(3), abs=0.3)  # hardly more than a guess

    def test_leaves_the_random_numbers_to_whoever_looks(self):
        images, labels = self.images_and_labels()
        quiet = [step.loss for step in training.fit_steps(images, labels, 1, "cpu")]
        looked = []
        for step in training.fit_steps(images, labels, 1, "cpu"):
            looked.append(step.loss)
            state = torch.get_rng_state()
            torch.rand(9)
            assert not torch.equal(torch.get_rng_state(), state)
        assert quiet[1:] == looked[1:]

    def test_refuses_what_fit_refuses(self):
        images, labels = self.images_and_labels()
        with pytest.raises(ValueError, match=r"fit: expected epochs .* got 0"):
            next(training.fit_steps(images, labels, 0, "cpu"))
