"""What the exercises on pooling share: maps with windows that fit, and calls that do not."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercise import Arguments
from autograder.exercises.draw import lay_out, numbers, size_pair

__all__ = [
    "BAD_SIZES",
    "NOTEBOOK",
    "SIZES",
    "STRIDES",
    "maps",
    "reach",
    "values",
]

NOTEBOOK = "05_pooling"
#: Where hidden cases draw their sizes from.
SIZES = {"kh": (1, 2, 3), "kw": (1, 2, 4), "oh": (1, 2, 3), "ow": (2, 3, 4)}
STRIDES = {"sh": (1, 2, 3), "sw": (1, 2, 4)}

#: Sizes that must raise, beside an x of shape (1, 2, 4, 5).
BAD_SIZES: dict[str, dict[str, Any]] = {
    "kernel size 0": {"kernel_size": 0},
    "kernel width 0": {"kernel_size": (2, 0)},
    "three kernel lengths": {"kernel_size": (2, 2, 2)},
    "stride 0": {"kernel_size": 2, "stride": 0},
    "negative stride": {"kernel_size": 2, "stride": (1, -1)},
    "three strides": {"kernel_size": 2, "stride": (1, 1, 1)},
    "kernel higher than x": {"kernel_size": (5, 2)},
    "kernel wider than x": {"kernel_size": (2, 6)},
}


#: Kinds of maps that hold numbers with all their digits, and how large these are.
SCALED = {"large": 1e5, "small": 1e-8}


def values(rng: np.random.Generator, kind: str, *shape: int) -> np.ndarray:
    """Draw maps: `mixed` signs, all negative (`low`, and far below zero: `deep`), `rectified`
    with many zeros, full of `ties`, nearly equal (`close`), `large` or `small`."""
    if kind in SCALED:
        return numbers(rng, *shape, scale=SCALED[kind])
    if kind == "ties":
        return rng.integers(-2, 2, size=shape).astype(float)
    mixed = numbers(rng, *shape)
    if kind == "close":
        return 1.0 + 1e-9 * mixed
    if kind == "low":
        return mixed - mixed.max() - 1
    if kind == "deep":
        return 1e12 * (mixed - mixed.max() - 1)
    return np.maximum(mixed, 0.0) if kind == "rectified" else mixed


def reach(windows: int, kernel: int, stride: int, spare: int = 0) -> int:
    """The rows that so many windows take up, and some that none of them reaches."""
    return (windows - 1) * (stride or kernel) + kernel + spare


def maps(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    sh: int = 0,
    sw: int = 0,
    ph: int = 0,
    pw: int = 0,
    eh: int = 0,
    ew: int = 0,
    kind: str = "mixed",
    form: str = "plain",
    layout: str = "C",
) -> Arguments:
    """Maps by the sizes of window and output, so that every size fits.

    Args:
        sh: rows from window to window; 0 leaves the stride out.
        ph: rows of padding.
        eh: rows at the bottom that no window reaches.
    """
    height, width = reach(oh, kh, sh, eh) - 2 * ph, reach(ow, kw, sw, ew) - 2 * pw
    arguments = {
        "x": lay_out(values(rng, kind, n, c, height, width), layout),
        "kernel_size": size_pair(kh, kw, form),
    }
    if sh or sw:
        arguments["stride"] = size_pair(sh or kh, sw or kw, form)
    if ph or pw:
        arguments["padding"] = size_pair(ph, pw, form)
    return arguments
