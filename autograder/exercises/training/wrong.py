"""Wrong answers to the exercises on training, each another way to make a mistake."""

from __future__ import annotations

import math
from functools import partial

import torch
from torch import nn
from torch.nn import functional

from autograder.exercises.phrases import Ways
from cnnlib import training


def _batch_in_bytes(images, mean, std, scale=1.0):
    batch = (images - int(mean * 255)).astype("uint8")
    return torch.from_numpy(batch)[:, None].float() / (255 * std)


def _batch_rounded(images, mean, std):
    return ((torch.from_numpy(images) // 255)[:, None].float() - mean) / std


BATCH_WRAPPED = (_batch_in_bytes,)


def _one_shift(batch, max_shift, generator=None):
    dy, dx = torch.randint(-max_shift, max_shift + 1, (2,), generator=generator).tolist()
    return _moved(batch, dy, dx)


def _one_shift_generator_ignored(batch, max_shift, generator=None):
    return _one_shift(batch, max_shift)


def _one_shift_both_axes(batch, max_shift, generator=None):
    step = int(torch.randint(-max_shift, max_shift + 1, (1,), generator=generator))
    return _moved(batch, step, step)


ONE_SHIFT = (_one_shift, _one_shift_generator_ignored, _one_shift_both_axes)


def _wraps(batch, max_shift, generator=None):
    moves = torch.randint(-max_shift, max_shift + 1, (len(batch), 2), generator=generator)
    rolled = [x.roll((dy, dx), (1, 2)) for x, (dy, dx) in zip(batch, moves.tolist(), strict=True)]
    return torch.stack(rolled)


def _wraps_together(batch, max_shift, generator=None):
    dy, dx = torch.randint(-max_shift, max_shift + 1, (2,), generator=generator).tolist()
    return batch.roll((dy, dx), (2, 3))


WRAPPING = (_wraps, _wraps_together)


def repeats_the_border(batch, max_shift, generator=None):
    height, width = batch.shape[2:]
    wide = functional.pad(batch, (max_shift,) * 4, mode="replicate")
    moves = torch.randint(2 * max_shift + 1, (len(batch), 2), generator=generator)
    return torch.stack(
        [
            x[:, down : down + height, along : along + width]
            for x, (down, along) in zip(wide, moves.tolist(), strict=True)
        ]
    )


def _moved(batch, dy, dx):
    height, width = batch.shape[2:]
    most = max(abs(dy), abs(dx))
    padded = functional.pad(batch, [most] * 4)
    return padded[:, :, most - dy :, most - dx :][:, :, :height, :width].clone()


class _Net(training.SmallCNN):
    """The right network with parts exchanged."""

    def __init__(
        self,
        num_classes=10,
        width=32,
        *,
        activation=nn.ReLU,
        pool=nn.MaxPool2d,
        average=None,
        last=None,
    ):
        super().__init__(num_classes, width)
        self.average, self.last = average, last
        for index, part in enumerate(self.features):
            if isinstance(part, nn.ReLU):
                self.features[index] = activation()
            if isinstance(part, nn.MaxPool2d):
                self.features[index] = pool(2)

    def forward(self, x):
        features = self.features(x)
        summary = self.average(features) if self.average else features.mean(dim=(2, 3))
        logits = self.classify(summary)
        return self.last(logits) if self.last else logits


class _Absolute(nn.Module):
    def forward(self, x):
        return x.abs()


def _largest(features):
    return features.amax(dim=(2, 3))


MODEL_SOFTMAX = (
    partial(_Net, last=lambda z: z.softmax(dim=1)),
    partial(_Net, last=lambda z: z.log_softmax(dim=1)),
)
MODEL_MEANS = (
    partial(_Net, pool=nn.AvgPool2d),
    partial(_Net, average=_largest),
    partial(_Net, pool=nn.AvgPool2d, average=_largest),
)
MODEL_RELU6 = (partial(_Net, activation=nn.ReLU6),)
MODEL_ABSOLUTE = (partial(_Net, activation=_Absolute),)


def _smoothed(log_p, labels, smoothing):
    right = log_p.gather(1, labels[:, None]).squeeze(1)
    return -((1 - smoothing) * right + smoothing * log_p.mean(dim=1)).mean()


def _loss_of_softmax(logits, labels, label_smoothing=0.0):
    return _smoothed(logits.softmax(dim=1).log_softmax(dim=1), labels, label_smoothing)


def _loss_without_log(logits, labels, label_smoothing=0.0):
    return _smoothed(logits.softmax(dim=1), labels, label_smoothing)


LOSS_SOFTMAX = (_loss_of_softmax, _loss_without_log)


def _loss_of_exponentials(logits, labels, label_smoothing=0.0):
    e = logits.exp()
    return _smoothed((e / e.sum(dim=1, keepdim=True)).log(), labels, label_smoothing)


def _loss_of_sum_of_exponentials(logits, labels, label_smoothing=0.0):
    log_p = logits - logits.exp().sum(dim=1, keepdim=True).log()
    return _smoothed(log_p, labels, label_smoothing)


def _loss_of_log_of_softmax(logits, labels, label_smoothing=0.0):
    return _smoothed(logits.softmax(dim=1).log(), labels, label_smoothing)


def _loss_of_shifted_exponentials(logits, labels, label_smoothing=0.0):
    e = (logits - logits.max()).exp()
    return _smoothed((e / e.sum(dim=1, keepdim=True)).log(), labels, label_smoothing)


def _loss_with_floor(logits, labels, label_smoothing=0.0, floor=1e-12):
    return _smoothed((logits.softmax(dim=1) + floor).log(), labels, label_smoothing)


LOSS_OVERFLOW: Ways = (
    _loss_of_exponentials,
    _loss_of_sum_of_exponentials,
    _loss_of_log_of_softmax,
    _loss_of_shifted_exponentials,
    *(partial(_loss_with_floor, floor=10.0**-n) for n in range(5, 16)),
)


def _fall(share, max_lr, end):
    return end + (max_lr - end) * (1 + math.cos(math.pi * share)) / 2


def _falls_from_the_first_step(step, total_steps, max_lr, warmup=0.3):
    return _fall(step / (total_steps - 1), max_lr, max_lr / 1e4)


def _falls_over_all_steps(step, total_steps, max_lr, warmup=0.3):
    return _fall(step / total_steps, max_lr, max_lr / 1e4)


def _falls_to_zero(step, total_steps, max_lr, warmup=0.3):
    return _fall(step / (total_steps - 1), max_lr, 0.0)


def _falls_to_zero_over_all_steps(step, total_steps, max_lr, warmup=0.3):
    return _fall(step / total_steps, max_lr, 0.0)


def _flat_and_low_then_falls(step, total_steps, max_lr, warmup=0.3):
    if step < warmup * total_steps:
        return max_lr / 25
    return training.one_cycle(step, total_steps, max_lr, warmup)


def _falls_faster_by_the_warmup(step, total_steps, max_lr, warmup=0.3):
    last = total_steps - 1 - warmup * total_steps
    return _fall(min(step / last, 1.0), max_lr, max_lr / 1e4)


def _flat_then_falls(step, total_steps, max_lr, warmup=0.3):
    peak = warmup * total_steps
    return max_lr if step < peak else training.one_cycle(step, total_steps, max_lr, warmup)


def _one_cosine(step, total_steps, max_lr, warmup=0.3):
    peak = warmup * total_steps
    return _fall((step - peak) / (total_steps - 1 - peak), max_lr, max_lr / 1e4)


def _constant(step, total_steps, max_lr, warmup=0.3):
    return max_lr


def _falls_linearly(step, total_steps, max_lr, warmup=0.3):
    end = max_lr / 1e4
    return max_lr + (end - max_lr) * step / (total_steps - 1)


NO_WARMUP = (
    _falls_from_the_first_step,
    _falls_over_all_steps,
    _falls_to_zero,
    _falls_to_zero_over_all_steps,
    _flat_and_low_then_falls,
    _falls_faster_by_the_warmup,
    _flat_then_falls,
    _one_cosine,
    _constant,
    _falls_linearly,
)


def _step(model, optimizer, images, labels, *, zero=None, scores=None, train=nn.Module.train):
    train(model)
    loss = functional.cross_entropy(
        model(images) if scores is None else scores(model(images)), labels
    )
    if zero is not None:
        zero(optimizer)
    loss.backward()
    optimizer.step()
    return loss.item()


def _step_that_zeroes_last(model, optimizer, images, labels, train=nn.Module.train):
    """Fine from the second step on; the first one adds to what was there."""
    loss = _step(model, optimizer, images, labels, train=train)
    optimizer.zero_grad()
    return loss


def _zeroes(optimizer):
    optimizer.zero_grad()


def _softmax(z):
    return z.softmax(dim=1)


def _left_as_it_is(model):
    pass


def _step_of_likelihoods(model, optimizer, images, labels, train=nn.Module.train):
    train(model)
    optimizer.zero_grad()
    loss = functional.nll_loss(model(images).softmax(dim=1), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


MODES = (nn.Module.train, _left_as_it_is)
NOT_ZEROED = tuple(
    partial(way, train=mode) for way in (_step, _step_that_zeroes_last) for mode in MODES
)
STEP_SOFTMAX = tuple(
    partial(way, train=mode)
    for way in (
        partial(_step, zero=_zeroes, scores=_softmax),
        partial(_step, scores=_softmax),
        _step_of_likelihoods,
    )
    for mode in MODES
)


def _evaluate(
    model,
    images,
    labels,
    batch_size=512,
    *,
    evals=True,
    gradients=False,
    restores=True,
    change=None,
    count=None,
):
    """The right evaluation with parts exchanged."""
    modes = [(module, module.training) for module in model.modules()]
    if evals is not None:
        model.train(not evals)
    shares = []
    with torch.set_grad_enabled(gradients):
        for x, y in zip(images.split(batch_size), labels.split(batch_size), strict=True):
            scores = model(x if change is None else change(x))
            shares.append((int((scores.argmax(dim=1) == y).sum()), len(x)))
    for module, mode in modes if restores else ():
        module.training = mode
    right = sum(r for r, _ in shares)
    return right / len(images) if count is None else count(shares, batch_size)


def _evaluate_and_train(model, images, labels, batch_size=512, **changes):
    accuracy = _evaluate(model, images, labels, batch_size, restores=False, **changes)
    model.train()
    return accuracy


def _evaluate_in_one_mode(model, images, labels, batch_size=512, **changes):
    """Gives every module the mode of the model."""
    mode = model.training
    accuracy = _evaluate(model, images, labels, batch_size, restores=False, **changes)
    model.train(mode)
    return accuracy


def _mean_of_shares(shares, batch_size):
    return sum(right / n for right, n in shares) / len(shares)


def _share_of_full(shares, batch_size):
    return sum(right for right, _ in shares) / (len(shares) * batch_size)


def _mean_of_full(shares, batch_size):
    return sum(right for right, _ in shares) / (len(shares) * max(n for _, n in shares))


#: Who makes a mistake often makes another one, with the modes or with gradients.
RUNS: Ways = tuple(
    partial(run, gradients=gradients)
    for run in (
        _evaluate,
        partial(_evaluate, restores=False),
        _evaluate_and_train,
        _evaluate_in_one_mode,
    )
    for gradients in (False, True)
)
#: Train mode is asked for, or what was there is left.
NO_EVAL = tuple(partial(run, evals=evals) for evals in (False, None) for run in RUNS)
FULL_BATCHES = tuple(
    partial(run, count=count)
    for count in (_mean_of_shares, _share_of_full, _mean_of_full)
    for run in RUNS
)


def _shifted(x):
    return training.random_shift(x, 2)


AUGMENTED = tuple(partial(run, change=_shifted) for run in RUNS)
