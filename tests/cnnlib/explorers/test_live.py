from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import jupyter_client
import numpy as np
import pytest
import torch

from cnnlib import data, explorers, ops, training
from cnnlib.explorers.drawing import Image
from cnnlib.explorers.live import BREATH, EVERY, UNSEEN, Run, draw

from .test_explorer import ROOT, move, run

#: Enough steps to look at, and few enough to wait for.
SHORT = {"images": 500, "epochs": 1, "device": "cpu"}


@pytest.fixture(scope="module")
def finished() -> Run:
    """A training that has come to its end."""
    short = Run(count=500, epochs=1)
    while short.step():
        pass
    return short


class TestRun:
    """A training that can be looked at between its steps."""

    def test_ends_with_the_model_of_fit(self, finished):
        part = data.fashion_mnist_subset()
        mean, std = part.train_images.mean() / 255, part.train_images.std() / 255
        images = training.to_batch(part.train_images[:500], mean, std)
        labels = torch.from_numpy(part.train_labels[:500])
        model = training.fit(images, labels, epochs=1, device="cpu")
        for ours, theirs in zip(finished.model.parameters(), model.parameters(), strict=True):
            assert torch.equal(ours, theirs)

    def test_measures_before_the_first_step_now_and_then_and_at_the_end(self, finished):
        assert finished.total == 16  # 500 pictures in batches of 32
        assert set(finished.look("bag").accuracies) == {0, EVERY, finished.total}

    def test_measures_what_evaluate_measures(self, finished):
        part = data.fashion_mnist_subset()
        mean, std = part.train_images.mean() / 255, part.train_images.std() / 255
        unseen = training.to_batch(part.test_images[:UNSEEN], mean, std)
        labels = torch.from_numpy(part.test_labels[:UNSEEN])
        expected = training.evaluate(finished.model, unseen, labels)
        assert finished.look("bag").accuracy == expected

    def test_takes_no_step_beyond_the_last(self, finished):
        assert not finished.step()
        assert finished.done == finished.total

    def test_sees_what_the_first_layer_makes_of_the_picture(self, finished):
        progress = finished.look("sandal")
        part = data.fashion_mnist_subset()
        assert part.test_labels[(part.test_images == progress.picture).all(axis=(1, 2))] == [5]
        mean, std = part.train_images.mean() / 255, part.train_images.std() / 255
        x = (progress.picture / 255 - mean) / std
        bias = finished.model.features[0].bias.detach().numpy()
        filters = progress.filters[:, np.newaxis]
        maps = ops.relu(ops.conv2d(ops.pad2d(x[None, None], 1), filters, bias))[0]
        np.testing.assert_allclose(progress.maps, maps, atol=1e-5)

    def test_keeps_what_was_seen_when_it_goes_on(self):
        short = Run(count=500, epochs=1)
        before = short.look("bag")
        filters = before.filters.copy()
        short.step()
        assert np.array_equal(before.filters, filters)
        assert not np.array_equal(short.look("bag").filters, filters)
        assert (before.done, short.done) == (0, 1)


class TestProgress:
    """What there is to see."""

    def test_smooths_the_loss_over_the_last_steps(self, finished):
        losses = tuple(float(step) for step in range(14))
        smooth = replace(finished.look("bag"), losses=losses).smooth
        assert smooth[:3] == [0.0, 0.5, 1.0]
        assert smooth[-1] == np.mean(losses[-10:])

    def test_says_how_it_went(self, finished):
        progress = finished.look("trousers")
        words = progress.describe()
        assert words.startswith("Step 16 of 16, 1 epoch. The loss fell from 2.")
        assert f"{progress.accuracy:.0%} are right" in words
        assert "(trousers)" in words

    def test_says_while_it_runs_no_more_than_one_sentence_an_epoch(self, finished):
        progress = replace(finished.look("bag"), total=30, epochs=3)
        words = [
            replace(progress, losses=(1.0,) * done).describe(running=True) for done in range(31)
        ]
        assert words[0] == words[9] == "Training: epoch 1 of 3."
        assert words[-1] == "Training: epoch 3 of 3."
        assert len(set(words)) == 3


class TestDraw:
    """Curves, filters and maps."""

    def test_shows_all_filters_the_picture_and_all_maps(self, finished):
        progress = finished.look("bag")
        images = [shape for shape in draw(progress).shapes if isinstance(shape, Image)]
        assert len(images) == 16 + 1 + 16
        assert draw(progress).svg().startswith("<svg")

    def test_survives_a_training_that_has_not_begun(self):
        assert "none yet" in draw(Run(count=500, epochs=1).look("bag")).svg()

    def test_holds_a_loss_that_is_larger_than_that_of_a_guess(self, finished):
        progress = replace(finished.look("bag"), losses=(7.3, 2.0))
        lines = [shape for shape in draw(progress).shapes if hasattr(shape, "points")]
        assert min(y for line in lines for _, y in line.points) >= 33


def start_and_wait(explorer: explorers.Explorer, until: int) -> None:
    """Let it train until so many steps are done, then stop it."""

    async def train() -> None:
        explorer.controls["running"].value = True
        while explorer.controls["running"].value:
            if explorer.controls["done"].value >= until:
                explorer.controls["running"].value = False
            await asyncio.sleep(BREATH)

    asyncio.run(train())


def found(explorer: explorers.Explorer, name: str) -> Any:
    """The control or button of this name."""
    rows = explorer.widget.children[:-2]
    return next(one for row in rows for one in row.children if one.description == name)


class TestTraining:
    """The explorer."""

    def test_trains_to_the_end(self):
        explorer = explorers.training(**SHORT)
        start_and_wait(explorer, until=99)
        assert explorer.drawing.alt.startswith("Step 16 of 16")
        assert (explorer.controls["done"].value, explorer.controls["running"].value) == (16, False)

    def test_stops_and_goes_on(self):
        explorer = explorers.training(**{**SHORT, "epochs": 2})
        start_and_wait(explorer, until=10)
        assert explorer.drawing.alt.startswith(f"Step {explorer.controls['done'].value} of 32")
        assert explorer.controls["done"].value < 32
        start_and_wait(explorer, until=99)
        assert explorer.drawing.alt.startswith("Step 32 of 32")

    def test_begins_anew_at_the_press_of_a_button(self):
        explorer = explorers.training(**SHORT)
        before = explorer.drawing.svg()
        start_and_wait(explorer, until=10)
        found(explorer, "from the start").click()
        assert explorer.drawing.svg() == before

    def test_begins_anew_when_a_setting_changes(self):
        explorer = explorers.training(**SHORT)
        start_and_wait(explorer, until=10)
        found(explorer, "epochs").value = 3
        assert explorer.drawing.alt.startswith("Step 0 of 48, 3 epochs")

    def test_shows_another_picture(self):
        explorer = explorers.training(**SHORT)
        explorer.controls["picture"].value = "dress"
        assert "(dress)" in explorer.drawing.alt

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"images": 7}, "training: expected images to be one of 500, 1000, .* got 7"),
            ({"epochs": 0}, "training: expected epochs from 1 to 5, got 0"),
            ({"seed": -1}, "training: expected seed from 0 to 99, got -1"),
            ({"device": "abacus"}, "pick_device: expected prefer .* got 'abacus'"),
        ],
    )
    def test_refuses_what_is_out_of_range(self, wrong, message):
        with pytest.raises(ValueError, match=message):
            explorers.training(**wrong)


class TestInAKernel:
    """What a student's kernel does with the messages of the two presses."""

    CODE = """
from cnnlib import explorers
explorer = explorers.training(images=6000, epochs=5, device="cpu")
explorer.controls["running"].model_id
"""

    def test_stops_in_the_middle_when_the_button_is_pressed_again(self):
        manager = jupyter_client.KernelManager()
        manager.start_kernel(cwd=str(ROOT))
        client = manager.client()
        try:
            client.start_channels()
            client.wait_for_ready(timeout=60)
            button_id = run(client, self.CODE).strip("'")
            move(client, button_id, True)
            done = "import asyncio; await asyncio.sleep(0.5); explorer.controls['done'].value"
            while int(run(client, done)) < EVERY:
                pass
            move(client, button_id, False)
            run(client, "await asyncio.sleep(0.2)")
            stopped = run(client, "explorer.drawing.alt")
            later = run(client, "await asyncio.sleep(0.3); explorer.drawing.alt")
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
            manager.cleanup_resources()
        assert stopped == later
        assert stopped.startswith("'Step ")
        assert int(stopped.split()[1]) < 940  # 5 epochs of 188 steps
