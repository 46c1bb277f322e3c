"""Judges of answers in which chance plays a part; they trust nothing about a value."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.compare import Problem
from autograder.exercise import Case, slug
from cnnlib import data

__all__ = ["ENOUGH", "fit_problem", "fit_split", "random_shift_problem"]

#: From this many images on, equal shifts for all are no accident.
MANY = 30
#: From this many images on, counts are looked at; a right answer leaves the band with a
#: probability below 1e-9.
VERY_MANY, DEVIATIONS = 1000, 8.0
#: What `fit` has to exceed, and the sizes of its sets. Right answers of several kinds reach 0.70 to
#: 0.81; models that do not learn stay near 0.1.
ENOUGH, TRAINING, UNSEEN = 0.65, 2_000, 1_000
MEAN, STD, CLASSES = 0.286, 0.353, 10
ONE_SHIFT = slug("one shift for the whole batch")
#: What `fit` may be said to have given in the place of a model.
KINDS = {"NoneType", "Tensor", "dict", "float", "function", "list", "ndarray", "tuple", "type"}
#: What else than zeros may enter, and the misconception behind it.
ENTERING = {
    "wrapped": slug("wrapping and zero-filled shifts mixed up"),
    "border": slug("border repeated instead of zeros"),
}


def random_shift_problem(case: Case, value: Any) -> Problem | None:
    """What is wrong with randomly shifted images, if anything."""
    images, limit = case.arguments["images"], case.arguments["max_shift"]
    if type(value) is not tuple or len(value) != 4 or type(value[0]) is not np.ndarray:
        return Problem("type", f"expected a tensor, got {_kind(value)}")
    got, kind, repeats, varies = value
    if got.shape != images.shape:
        return Problem("shape", f"expected shape {images.shape}, got {got.shape}")
    if kind != "float32 tensor on cpu":
        return Problem("type", f"expected a float32 tensor on cpu, got a {kind}")
    moved = _matches(images, got, limit)
    found = np.any(moved, axis=0)
    if not found.all():
        return _not_moved(images, got, limit, found)
    if limit and len(images) >= MANY and moved.all(axis=1).any():
        if varies is not True:
            return Problem("value", "the images never move")
        return Problem("value", "all images were moved by the same number of pixels", ONE_SHIFT)
    if len(images) >= VERY_MANY and (problem := _uneven(moved)):
        return problem
    if repeats is not True:
        return Problem("value", "two calls with equal seeds gave different shifts")
    if limit and len(images) >= MANY and varies is not True:
        return Problem("value", "two calls with different seeds gave the same shifts")
    return None


def _not_moved(images: np.ndarray, got: np.ndarray, limit: int, found: np.ndarray) -> Problem:
    first = int(np.argmin(found))
    text = f"image {first} is not its input moved by at most {limit} pixels, zeros entering"
    for entering, misconception in ENTERING.items():
        moved = _matches(images, got, limit, entering).any(axis=0)
        if (moved | found).all():
            return Problem("value", text, misconception)
    return Problem("value", text)


def _uneven(moved: np.ndarray) -> Problem | None:
    """Whether some shift comes much too rarely or too often."""
    share = 1 / len(moved)
    count = moved.shape[1]
    band = DEVIATIONS * np.sqrt(count * share * (1 - share))
    counts = moved.sum(axis=1)
    if (np.abs(counts - count * share) <= band).all():
        return None
    text = (
        f"the {len(moved)} shifts are not equally likely: of {count} images, one shift was given "
        f"to {counts.min()}, another to {counts.max()}"
    )
    return Problem("value", text)


def _matches(
    images: np.ndarray, got: np.ndarray, limit: int, entering: str = "zeros"
) -> np.ndarray:
    """Bool (shifts, N): whether an image was moved by that shift."""
    steps = range(-limit, limit + 1)
    shifts = [(dy, dx) for dy in steps for dx in steps]
    moved = (_moved(images, dy, dx, entering) for dy, dx in shifts)
    return np.array([np.all(m == got, axis=(1, 2, 3)) for m in moved])


def _moved(images: np.ndarray, dy: int, dx: int, entering: str) -> np.ndarray:
    height, width = images.shape[2:]
    rows, columns = np.arange(height)[:, None] - dy, np.arange(width) - dx
    if entering == "wrapped":
        return images[:, :, rows % height, columns % width]
    moved = images[:, :, rows.clip(0, height - 1), columns.clip(0, width - 1)]
    if entering == "zeros":
        inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
        moved[:, :, ~inside] = 0
    return moved


def fit_split(
    rng: np.random.Generator, count: int = TRAINING
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training images and labels, unseen images and labels, drawn from all that are shipped.

    Every draw numbers the classes anew: a model that was trained before, and brought along, names
    them wrongly.
    """
    part = data.fashion_mnist_subset()
    images = np.concatenate([part.train_images, part.test_images])
    wanted = np.concatenate([part.train_labels, part.test_labels])
    chosen = rng.permutation(len(images))[: TRAINING + UNSEEN]
    images = ((images[chosen] / 255 - MEAN) / STD).astype(np.float32)[:, None]
    wanted = rng.permutation(CLASSES)[wanted[chosen]]
    return images[:count], wanted[:count], images[TRAINING:], wanted[TRAINING:]


def fit_problem(case: Case, value: Any) -> Problem | None:
    """What is wrong with a trained model's labels of unseen images, if anything."""
    if type(value) is not np.ndarray or value.dtype.kind not in "iu":
        # A name of the learner's own would be a text that no other call vouches for.
        got = f"a {value}" if isinstance(value, str) and value in KINDS else "something else"
        return Problem("type", f"expected a trained model, got {got}")
    *_, wanted = fit_split(np.random.default_rng([case.seed, 2]))
    if value.shape != wanted.shape:
        return Problem("shape", "expected one label for each image, got another number of them")
    accuracy = float(np.mean(value == wanted))
    if accuracy > ENOUGH or len(case.arguments["images"]) < TRAINING:
        return None
    text = f"the model names {accuracy:.1%} of {UNSEEN:,} unseen images; {ENOUGH:.0%} are asked for"
    return Problem("value", text)


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return f"a {value[:40]}"
    return "None" if value is None else f"a {type(value).__name__}"
