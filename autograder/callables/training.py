"""Harnesses of notebook 07: call answers that take models and tensors, and show what they did.

Each gets the learner's function and plain values, makes tensors (which share the arrays' memory, so
that a change of an input shows), a model and an optimiser of them, and returns plain values: a
tuple of parts that may be wrong in ways of their own, or a list that is judged as a whole. Chance
is seeded first, and given back as it was.
"""

from __future__ import annotations

import contextlib
import random
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

__all__ = [
    "cross_entropy",
    "evaluate",
    "fit",
    "pick_device",
    "random_shift",
    "small_cnn",
    "to_batch",
    "train_step",
]

Answer = Callable[..., Any]
#: Up to this many images are shifted a second time, to see whether chance repeats itself.
FEW = 100
RATE = 0.1


def pick_device(
    function: Answer,
    prefer: str | None = None,
    as_device: bool = False,
    cuda: bool = False,
    mps: bool = False,
) -> tuple[Any, str]:
    """Ask for a device where CUDA and MPS are there as told; the device's type, and its class."""
    asked = () if prefer is None else (torch.device(prefer) if as_device else prefer,)
    with _available(torch.cuda, cuda), _available(torch.backends.mps, mps):
        device = function(*asked)
    name = device.type if isinstance(device, torch.device) else device
    return name, type(device).__name__


def to_batch(function: Answer, images: np.ndarray, mean: float, std: float) -> tuple[Any, str]:
    """Turn images into a batch; its values, and what kind of thing it is."""
    batch = function(images, mean, std)
    return _values(batch), _kind(batch)


def small_cnn(
    function: Answer,
    images: np.ndarray,
    num_classes: int | None = None,
    width: int | None = None,
    seed: int = 0,
) -> tuple[str, str, Any]:
    """Build a model, fill it by its parameters' shapes; its class, these shapes, the logits."""
    given = {"num_classes": num_classes, "width": width}
    model = function(**{name: size for name, size in given.items() if size is not None})
    if not isinstance(model, nn.Module):
        return type(model).__name__, "", None
    with _seeded(seed), torch.no_grad():
        for parameter in model.parameters():
            rng = np.random.default_rng([seed, *parameter.shape])
            fan_in = int(np.prod(parameter.shape[1:]))
            drawn = rng.normal(scale=np.sqrt(2 / fan_in), size=tuple(parameter.shape))
            parameter.copy_(torch.from_numpy(drawn))
        logits = model(torch.from_numpy(images))
    shapes = sorted(tuple(parameter.shape) for parameter in model.parameters())
    return "Module", "; ".join(map(str, shapes)), _values(logits)


def cross_entropy(
    function: Answer, logits: np.ndarray, labels: np.ndarray, label_smoothing: float | None = None
) -> tuple[Any, Any, str]:
    """Compute a loss and its gradient by autograd; both, and what kind of thing the loss is."""
    scores = torch.from_numpy(logits).requires_grad_()
    given = {} if label_smoothing is None else {"label_smoothing": label_smoothing}
    loss = function(scores, torch.from_numpy(labels), **given)
    if not isinstance(loss, Tensor) or loss.ndim or not loss.requires_grad:
        return _values(loss), None, _kind(loss)
    loss.backward()
    return loss.item(), _values(scores.grad), _kind(loss)


def random_shift(
    function: Answer, images: np.ndarray, max_shift: int, seed: int = 0, generator: bool = False
) -> tuple[Any, str, bool, bool]:
    """Shift images; what came, its kind, and whether seeds alone decide on the shifts."""

    def shifted(seed: int, noise: int) -> Any:
        own = {"generator": torch.Generator().manual_seed(seed)} if generator else {}
        with _seeded(noise if generator else seed):
            return function(torch.from_numpy(images), max_shift, **own)

    batch = shifted(seed, noise=1)
    if len(images) > FEW:
        return _values(batch), _kind(batch), True, True
    again, *others = (_values(shifted(seed + more, noise=2)) for more in range(3))
    repeats = bool(np.array_equal(_values(batch), again))
    varies = not all(np.array_equal(_values(batch), other) for other in others)
    return _values(batch), _kind(batch), repeats, varies


def train_step(
    function: Answer,
    images: np.ndarray,
    labels: np.ndarray,
    adam: bool = False,
    leftover: bool = False,
    steps: int = 1,
) -> list:
    """Take steps with a small model; losses, parameters afterwards, train mode during and after."""
    batch, wanted = torch.from_numpy(images), torch.from_numpy(labels)
    with _seeded(0):
        model = _Learner(int(np.prod(images.shape[1:])), classes=4)
        optimizer = (
            torch.optim.Adam(model.parameters(), lr=RATE)
            if adam
            else torch.optim.SGD(model.parameters(), lr=RATE, momentum=0.5)
        )
        if leftover:
            model(batch.clone()).square().sum().backward()
            model.modes.clear()
        model.eval()
        with warnings.catch_warnings():
            # float(loss) is as good as loss.item(), but some versions of torch advise against it.
            warnings.filterwarnings("ignore", "Converting a tensor with requires_grad")
            losses = [function(model, optimizer, batch, wanted) for _ in range(steps)]
    after = torch.cat([parameter.detach().flatten() for parameter in model.parameters()])
    during = bool(model.modes) and all(model.modes)
    return [losses, _values(after), during, model.is_training()]


def evaluate(
    function: Answer,
    images: np.ndarray,
    labels: np.ndarray,
    batch_size: int | None = None,
    training: bool = True,
    fresh: bool = True,
) -> list:
    """Evaluate a model that watches; the accuracy, and whether four things are as they should."""
    model = _Watcher(classes=4)
    model.train(training)
    model.rest.train(fresh)
    modes = [module.training for module in model.modules()]
    given = () if batch_size is None else (batch_size,)
    before = images.copy()
    with _seeded(0):
        accuracy = function(model, torch.from_numpy(images), torch.from_numpy(labels), *given)
    seen = np.concatenate(model.seen) if model.seen else np.empty((0, *images.shape[1:]))
    return [
        accuracy,
        not any(model.graded),
        modes == [module.training for module in model.modules()],
        _same_images(seen, before),
        max(map(len, model.seen), default=0) <= (batch_size or 512),
    ]


def fit(
    function: Answer,
    images: np.ndarray,
    labels: np.ndarray,
    unseen: np.ndarray,
    epochs: int,
    seed: int = 0,
) -> Any:
    """Train a model on the CPU and let it name unseen images; the labels that it gives."""
    with _seeded(seed):
        training = (torch.from_numpy(images), torch.from_numpy(labels))
        model = function(*training, epochs, torch.device("cpu"), seed=seed)
    if not isinstance(model, nn.Module):
        return type(model).__name__
    model.eval()
    with torch.no_grad():
        parts = torch.from_numpy(unseen).split(250)
        return np.concatenate([_values(model(part).argmax(dim=1)) for part in parts])


class _Learner(nn.Module):
    """Two dense layers, and a note of the mode of every part at each call."""

    def __init__(self, features: int, classes: int) -> None:
        super().__init__()
        self.hidden, self.out = nn.Linear(features, 5), nn.Linear(5, classes)
        self.modes: list[bool] = []

    def is_training(self) -> bool:
        return all(module.training for module in self.modules())

    def forward(self, x: Tensor) -> Tensor:
        self.modes.append(self.is_training())
        scores: Tensor = self.out(torch.tanh(self.hidden(x.flatten(1))))
        return scores


class _Watcher(nn.Module):
    """Reads a class off the brightest pixel, another one in train mode, and watches all calls."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.centres = nn.Parameter(torch.arange(1.0, classes + 1))
        self.twist, self.rest = _Twist(), nn.Dropout(0.5)
        self.seen: list[np.ndarray] = []
        self.graded: list[bool] = []

    def forward(self, x: Tensor) -> Tensor:
        self.seen.append(x.detach().numpy().copy())
        self.graded.append(torch.is_grad_enabled())
        brightest = x.flatten(1).amax(dim=1, keepdim=True)
        scores: Tensor = self.twist(-((brightest - self.centres) ** 2))
        return scores


class _Twist(nn.Module):
    """Moves every score to the next class, in train mode only."""

    def forward(self, scores: Tensor) -> Tensor:
        return scores.roll(1, dims=1) if self.training else scores


def _same_images(seen: np.ndarray, images: np.ndarray) -> bool:
    """Whether a model saw just these images, in any order; each has its own brightest value."""
    if seen.shape != images.shape:
        return False

    def in_order(batch: np.ndarray) -> np.ndarray:
        return batch[np.argsort(batch.reshape(len(batch), -1).max(axis=1))]

    return bool(np.array_equal(in_order(seen), in_order(images)))


@contextlib.contextmanager
def _available(home: Any, there: bool) -> Iterator[None]:
    """Let a module of torch say that its device is there, or is not."""
    known = home.is_available
    home.is_available = lambda: there
    try:
        yield
    finally:
        home.is_available = known


@contextlib.contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Seed all that chance comes from, and set it back afterwards."""
    python, numpy = random.getstate(), np.random.get_state()
    with torch.random.fork_rng(devices=[]):
        random.seed(seed)
        np.random.seed(seed)
        torch.manual_seed(seed)
        try:
            yield
        finally:
            random.setstate(python)
            np.random.set_state(numpy)


def _values(result: Any) -> Any:
    """A tensor as an array with the same memory; anything else as it is."""
    return result.detach().cpu().numpy() if isinstance(result, Tensor) else result


def _kind(result: Any) -> str:
    """What a result is, in words: `float32 tensor on cpu`."""
    if not isinstance(result, Tensor):
        return type(result).__name__
    return f"{str(result.dtype).removeprefix('torch.')} tensor on {result.device.type}"
