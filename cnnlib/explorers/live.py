"""A network while it learns: loss, accuracy, filters, and what they see."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import numpy as np
import torch
from numpy import ndarray

from cnnlib import data
from cnnlib.explorers.drawing import Drawing, Grid, Image, Panel, Shape, Text, colours
from cnnlib.explorers.explorer import Explorer, choice, slider
from cnnlib.explorers.plot import Plot
from cnnlib.explorers.walk import play_button
from cnnlib.plots.picture import COLOURS, GREY, SIGNED, VALUES
from cnnlib.training import evaluate, fit_steps, pick_device, to_batch

if TYPE_CHECKING:
    from jaxtyping import Float32, UInt8

__all__ = ["COUNTS", "Progress", "Run", "draw", "training"]

#: How many pictures there may be to train on.
COUNTS = (500, 1000, 2000, 6000)
MOST_EPOCHS = 5
#: Unseen pictures to measure with, and steps from one measurement to the next.
UNSEEN, EVERY = 500, 10
#: Seconds after each step in which the kernel takes in what a learner has pressed.
BREATH = 0.002
#: Of so many steps the loss is averaged for the thick line.
SMOOTH = 10
#: Pixels of the screen: the page, the rows of it, and a filter, the picture, a map.
WIDTH, HEIGHT, FILTERS, MAPS = 960, 550, 276, 352
FILTER, PICTURE, MAP = 44.0, 112.0, 90.0
#: Half a page, and how many maps stand in a row.
HALF, COLUMNS = WIDTH / 2, 8
#: What runs along both curves.
STEPS = "steps, with a line at the end of each epoch"


@dataclass(frozen=True, eq=False)
class Progress:
    """What there is to see of a training between two steps.

    Args:
        total: steps from the first to the last.
        epochs: how often each picture is used in these.
        losses: the loss of each batch so far.
        accuracies: the share of unseen pictures that were right, by the number of steps done.
        filters: the first layer's weights (F, kh, kw).
        picture: what the network looks at (H, W), in bytes.
        name: what is on it.
        maps: what the first layer's filters see in it, after the ReLU (F, H, W).
        guesses: the network's probability of each class.
    """

    total: int
    epochs: int
    losses: tuple[float, ...]
    accuracies: dict[int, float]
    filters: Float32[ndarray, "F kh kw"]
    picture: UInt8[ndarray, "H W"]
    name: str
    maps: Float32[ndarray, "F H W"]
    guesses: Float32[ndarray, " K"]

    @property
    def done(self) -> int:
        """Steps so far."""
        return len(self.losses)

    @property
    def smooth(self) -> list[float]:
        """For each step, the mean loss of the last few."""
        starts = (max(step - SMOOTH, 0) for step in range(1, self.done + 1))
        return [
            math.fsum(self.losses[start:end]) / (end - start) for end, start in enumerate(starts, 1)
        ]

    @property
    def accuracy(self) -> float:
        """The latest one."""
        return self.accuracies[max(self.accuracies)]

    @property
    def guess(self) -> str:
        best = int(self.guesses.argmax())
        return f"{data.CLASSES[best]}, {self.guesses[best]:.0%}"

    def describe(self, running: bool = False) -> str:
        """What the drawing shows, in words: while it runs, no more than once an epoch others."""
        if running:
            epoch = self.done * self.epochs // self.total
            return f"Training: epoch {min(epoch + 1, self.epochs)} of {self.epochs}."
        times = "1 epoch" if self.epochs == 1 else f"{self.epochs} epochs"
        start = f"Step {self.done} of {self.total}, {times}."
        if self.done:
            start += f" The loss fell from {self.losses[0]:.2f} to {self.smooth[-1]:.2f}."
        silent = int((self.maps.max(axis=(1, 2)) <= 0).sum())
        return (
            f"{start} Of {UNSEEN} unseen pictures {self.accuracy:.0%} are right. To this picture "
            f"({self.name}) the network says: {self.guess}. Of its {len(self.filters)} filters "
            f"{silent} see nothing there."
        )


class Run:
    """A training of `fit` that goes on step by step, and can be looked at in between.

    Args:
        count: pictures of Fashion-MNIST to train on.
        epochs: how often each of them is used.
        seed: equal seeds give equal runs.
        device: where to compute.

    Example:
        >>> run = Run(count=500, epochs=1)
        >>> run.step(), run.done, run.total
        (True, 1, 16)
    """

    def __init__(
        self, count: int, epochs: int, seed: int = 0, device: str | torch.device = "cpu"
    ) -> None:
        part = _pictures()
        self.epochs, self._device = epochs, torch.device(device)
        labels, unseen = torch.from_numpy(part.train_labels[:count]), part.test_labels[:UNSEEN]
        self._unseen = _batch(part.test_images[:UNSEEN]).to(self._device)
        self._labels = torch.from_numpy(unseen).to(self._device)
        images = _batch(part.train_images[:count])
        self._steps = fit_steps(images, labels, epochs, self._device, seed)
        _, self.total, _, self.model = next(self._steps)
        self._losses: list[float] = []
        self._accuracies: dict[int, float] = {}
        self._measure()

    @property
    def done(self) -> int:
        """Steps so far."""
        return len(self._losses)

    def step(self) -> bool:
        """Take one step, if there is one, and say whether there is another."""
        if self.done < self.total:
            self._losses.append(next(self._steps).loss)
            if self.done % EVERY == 0 or self.done == self.total:
                self._measure()
        return self.done < self.total

    def look(self, name: str) -> Progress:
        """See where the training is, and what the network sees in a picture of a class."""
        part, kind = _pictures(), data.CLASSES.index(name)
        picture = part.test_images[np.argmax(part.test_labels == kind)]
        x = _batch(picture[np.newaxis]).to(self._device)
        first: Any = self.model.features[0]
        with torch.no_grad():
            maps = torch.relu(first(x))[0].cpu().numpy()
            guesses = torch.softmax(self.model(x)[0], dim=0).cpu().numpy()
        return Progress(
            self.total,
            self.epochs,
            tuple(self._losses),
            dict(self._accuracies),
            first.weight.detach().cpu().numpy()[:, 0].copy(),
            picture,
            name,
            maps,
            guesses,
        )

    def _measure(self) -> None:
        self._accuracies[self.done] = evaluate(self.model, self._unseen, self._labels)


@cache
def _pictures() -> data.Dataset:
    return data.fashion_mnist_subset()


def _batch(images: UInt8[ndarray, "N H W"]) -> torch.Tensor:
    """Pictures as the network takes them, normalised by all that ship with the course."""
    return to_batch(images, *_brightness())


@cache
def _brightness() -> tuple[float, float]:
    """Mean and standard deviation, on the scale from 0 to 1."""
    images = _pictures().train_images
    return float(images.mean() / 255), float(images.std() / 255)


def training(
    images: int = 2000, epochs: int = 3, seed: int = 0, device: str | torch.device | None = None
) -> Explorer:
    """Watch `fit` at work: start, stop, go on, and look at another picture meanwhile.

    Args:
        images: how many pictures of Fashion-MNIST to train on: 500, 1000, 2000 or 6000.
        epochs: how often each of them is used, 1 to 5.
        seed: equal seeds give equal runs; from 0 to 99.
        device: where to compute; by default as `pick_device` says.

    Returns:
        The explorer.

    Raises:
        ValueError: if an argument is out of range, or the device is not there.

    Example:
        >>> explorer = training(images=500, device="cpu")
        >>> explorer.drawing.alt[:22]
        'Step 0 of 48, 3 epochs'
    """
    where = "training"
    settings = {
        "images": choice(where, "images", images, COUNTS),
        "epochs": slider(where, "epochs", epochs, 1, MOST_EPOCHS),
        "seed": slider(where, "seed", seed, 0, 99),
    }
    chosen = pick_device(device)
    picture = choice(where, "picture", data.CLASSES[-1], data.CLASSES)
    run = Run(images, epochs, seed, device=chosen)
    bar = widgets.IntProgress(0, 0, run.total, description="steps")

    def advance() -> bool:
        more = run.step()
        if run.done % EVERY == 0 or not more:
            bar.value = run.done
        return more

    button = play_button(advance, BREATH, ("train", "stop"))
    again = widgets.Button(description="from the start")
    controls = {"picture": picture, "done": bar, "running": button}
    rows = [list(settings.values()), [button, again, bar], [picture]]
    explorer = Explorer(
        "Training",
        lambda picture, done, running: draw(run.look(picture), running),
        controls,
        rows,
        resets=False,
    )

    def restart(_change: object) -> None:
        nonlocal run
        with explorer.held():
            button.value = False
            images, epochs, seed = (setting.value for setting in settings.values())
            run = Run(images, epochs, seed, device=chosen)
            bar.max, bar.value = run.total, 0

    def catch_up(change: Any) -> None:
        if not change.new:
            bar.value = run.done

    button.observe(catch_up, "value")
    again.on_click(restart)
    for setting in settings.values():
        setting.observe(restart, "value")
    return explorer


def draw(progress: Progress, running: bool = False) -> Drawing:
    """Curves above, the filters below them, and at the bottom what these see in a picture.

    Example:
        >>> draw(Run(count=500, epochs=1).look("bag")).alt[-28:]
        'filters 0 see nothing there.'
    """
    rows = [_curves(progress), [*_filters(progress)], [*_maps(progress)]]
    return Drawing.of(WIDTH, HEIGHT, progress.describe(running), rows)


def _curves(progress: Progress) -> list[Panel]:
    """The loss of every batch, and the accuracy on unseen pictures."""
    height = FILTERS - 30
    return [
        Panel(0, 0, HALF, height, [*_loss(progress)]),
        Panel(HALF, 0, HALF, height, [*_accuracy(progress)]),
    ]


def _loss(progress: Progress) -> Iterator[Shape]:
    """The loss of every batch, and the mean of the last few."""
    # The loss of a guess among ten is log 10 = 2.3; a batch may be worse.
    worst = max(progress.losses, default=0.0)
    top = 2.5 if worst <= 2.5 else math.ceil(worst)
    now = f"{progress.smooth[-1]:.2f}" if progress.done else "none yet"
    ylabel = f"loss of a batch (thick: mean of the last {SMOOTH}): {now}"
    plot = Plot(44, 34, 400, 170, (0, progress.total), (0, top), STEPS, ylabel)
    yield from plot.frame(_ends(progress), [top * share / 5 for share in range(6)])
    done = range(1, progress.done + 1)
    yield from plot.curve(done, progress.losses, COLOURS[5], 1.0)
    yield from plot.curve(done, progress.smooth, COLOURS[0], 2.5)


def _accuracy(progress: Progress) -> Iterator[Shape]:
    """The share of unseen pictures that were right, so far."""
    ylabel = f"right, of {UNSEEN} unseen pictures: {progress.accuracy:.0%}"
    plot = Plot(HALF + 50, 34, 400, 170, (0, progress.total), (0, 1), STEPS, ylabel)
    shares = [share / 5 for share in range(6)]
    yield from plot.frame(_ends(progress), shares, ywords="{:.0%}".format)
    yield from plot.curve(progress.accuracies, progress.accuracies.values(), COLOURS[2], 2.5)
    for step, share in progress.accuracies.items():
        yield from plot.dot(step, share, COLOURS[2], 3.5)


def _ends(progress: Progress) -> list[int]:
    """The steps at which an epoch begins or ends."""
    return [progress.total * epoch // progress.epochs for epoch in range(progress.epochs + 1)]


def _filters(progress: Progress) -> Iterator[Panel]:
    """The weights of the first layer, all on one scale, in two halves."""
    count = len(progress.filters)
    limit = float(np.abs(progress.filters).max()) or 1.0
    ends = f"from −{limit:.1f} in blue to {limit:.1f} in red"
    words = f"the {count} filters of the first layer, {ends}"
    title: list[Shape] = [Text(8, FILTERS - 14, words, 12, bold=True)]
    pixels = [colours(weights, SIGNED, -limit, limit) for weights in progress.filters]
    images = [
        Image(8 + index * WIDTH / count, FILTERS, FILTER, FILTER, one)
        for index, one in enumerate(pixels)
    ]
    top, height = FILTERS - 30, FILTER + 46
    yield Panel(0, top, HALF, height, [*title, *images[: count // 2]])
    yield Panel(HALF, top, HALF, height, images[count // 2 :])


def _maps(progress: Progress) -> Iterator[Panel]:
    """The picture, and what each filter sees in it, in two halves."""
    top, height, left = MAPS - 30, HEIGHT - MAPS + 30, PICTURE + 40
    picture: list[Shape] = [
        Text(8, MAPS - 14, progress.name, 12, bold=True),
        Image(8, MAPS, PICTURE, PICTURE, colours(progress.picture, GREY, 0, 255)),
        Text(8, MAPS + PICTURE + 16, "the network says:", 12),
        Text(8, MAPS + PICTURE + 34, progress.guess, 12, bold=True),
    ]
    yield Panel(0, top, left - 8, height, picture)
    most = float(progress.maps.max()) or 1.0
    words = f"what each filter sees in it, after ReLU: 0 violet, {most:.1f} yellow"
    title = Text(left, MAPS - 14, words, 12, bold=True)
    grid, half = Grid(left, MAPS, (WIDTH - left) / COLUMNS), (WIDTH - left) / 2
    images = [
        Image(*grid.corner(*divmod(index, COLUMNS)), MAP, MAP, colours(values, VALUES, 0, most))
        for index, values in enumerate(progress.maps)
    ]
    first = [image for image in images if image.x < left + half]
    second = [image for image in images if image.x >= left + half]
    yield Panel(left - 8, top, half, height, [title, *first])
    yield Panel(left - 8 + half, top, half + 8, height, second)
