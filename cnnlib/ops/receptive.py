"""Notebook 03: who sees what: windows over a pixel, receptive fields by rule and by probing."""

from __future__ import annotations

import math
from itertools import cycle, product
from typing import TYPE_CHECKING

import numpy as np
from numpy import ndarray

from cnnlib.ops._arguments import fits, integer, invalid, listed, pair, sizes
from cnnlib.ops._windows import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jaxtyping import Bool, Float64, Int

    Size = int | Sequence[int]

__all__ = ["coverage", "receptive_field", "touched_inputs"]

#: What a probe draws its numbers from: whole numbers, so that sums of them are exact and a running
#: sum in `f` leaves no rounding behind in pixels that it does not use; small and large ones, which
#: stay below a bias or beat it; of both signs and of one only, so that gates open and close.
_POOLS = [
    scale * np.outer(signs, np.arange(1.0, 9.0)).ravel()
    for scale, signs in product((1.0, 2.0**10, 2.0**30), ((-1, 1), (1,), (-1,)))
]
#: How often every kind of input meets every kind of change before a search gives up.
_ROUNDS = 4


def coverage(
    in_size: Size, kernel_size: Size, stride: Size = 1, padding: Size = 0
) -> Int[ndarray, "H W"]:
    """Count how many windows see each pixel.

    Args:
        in_size: height and width of the input, an int or a pair.
        kernel_size: height and width of the window, an int or a pair.
        stride: pixels from one window to the next, an int or a pair.
        padding: pixels added on both sides of each axis, an int or a pair.

    Returns:
        Integers (H, W); padding is not counted, only what its windows see of the input.

    Raises:
        ValueError: if an argument is out of range or no window fits.

    Example:
        >>> coverage((1, 5), (1, 3), stride=2)
        array([[1, 1, 2, 1, 1]])

    Source:
        Notebook 03, “Who sees a pixel?”.
    """
    size = pair("coverage", "in_size", in_size)
    kernel = pair("coverage", "kernel_size", kernel_size)
    steps = pair("coverage", "stride", stride)
    pads = pair("coverage", "padding", padding, 0)
    room = (size[0] + 2 * pads[0], size[1] + 2 * pads[1])
    fits("coverage", "kernel_size", kernel, room, got=kernel_size)
    # A window is a product of two intervals, so the counts of rows and of columns multiply.
    rows, columns = map(_windows_over, size, kernel, steps, pads)
    return np.outer(rows, columns)


def receptive_field(layers: Iterable[Sequence[int]]) -> tuple[int, int]:
    """Find how much of the input one output value of a stack of layers can see.

    Args:
        layers: from the input on, (kernel_size, stride) or (kernel_size, stride, dilation) each.

    Returns:
        `(size, jump)`: pixels that an output value sees along an axis, and pixels of the input
        from one output value to the next. No layers: (1, 1).

    Raises:
        ValueError: if a layer does not have two or three entries, or one is below 1.

    Example:
        >>> receptive_field([(3, 1), (2, 2), (3, 1)])
        (8, 2)

    Source:
        Dumoulin and Visin (2016); Araujo, Norris and Sim (2019), Computing Receptive Fields of
        Convolutional Neural Networks, eq. 2.
    """
    size, jump = 1, 1
    for layer in listed("receptive_field", "layers", layers):
        if not isinstance(layer, tuple | list) or len(layer) not in (2, 3):
            expected = "layers of (kernel_size, stride) or (kernel_size, stride, dilation)"
            raise invalid("receptive_field", expected, repr(layer), "write each layer as a tuple")
        kernel, stride, *dilation = sizes("receptive_field", "layers", layer)
        # The kernel takes its steps on this layer's input, which lie `jump` pixels apart.
        size += (reach(kernel, *dilation) - 1) * jump
        jump *= stride
    return size, jump


def touched_inputs(
    f: Callable[[ndarray], ndarray], in_shape: tuple[int, int], out_index: tuple[int, int]
) -> Bool[ndarray, "H W"]:
    """Find by experiment which input pixels can change one output value.

    Args:
        f: maps an array (H, W) to an array (H′, W′); may be affine, nonlinear, anything that
            gives the same answer twice. It is called many times.
        in_shape: (H, W).
        out_index: (row, column) of the output value.

    Returns:
        Bools (H, W): True where some change of that pixel, for some input that was tried, changed
        `f(x)[out_index]`. True is proof; False means that hundreds of inputs showed nothing.

    Raises:
        ValueError: if `in_shape` or `out_index` is not a pair, or the index is outside the output.

    Example:
        >>> touched_inputs(lambda x: x[1:] + x[:-1], (3, 2), (0, 1))
        array([[False,  True],
               [False,  True],
               [False, False]])

    Source:
        Notebook 03, “Measuring a receptive field”; Luo et al. (2016), Understanding the Effective
        Receptive Field in Deep Convolutional Neural Networks.
    """
    where = "touched_inputs"
    height, width = sizes(where, "in_shape", in_shape, 2, shape="(H, W)")
    if not isinstance(out_index, tuple | list) or len(out_index) != 2:
        raise invalid(where, "out_index to be (row, column)", repr(out_index), "pass two ints")
    row, column = (integer(where, "out_index", entry) for entry in out_index)
    out = np.asarray(f(np.zeros((height, width))))
    if out.ndim != 2:
        raise invalid(where, "f to return an array (H′, W′)", f"shape {out.shape}", "mend f")
    if not (-out.shape[0] <= row < out.shape[0] and -out.shape[1] <= column < out.shape[1]):
        expected = f"out_index inside the output of shape {out.shape}"
        raise invalid(where, expected, repr(out_index), "count from 0")
    return _probe(lambda x: float(np.asarray(f(x.copy()))[row, column]), (height, width))


def _probe(f: Callable[[ndarray], float], shape: tuple[int, int]) -> Bool[ndarray, "H W"]:
    """Change all pixels that are not yet found, again and again, and find out which one did it."""
    rng = np.random.default_rng(0)
    every_kind = list(product([np.zeros(1), *_POOLS], _POOLS))
    kinds = cycle(every_kind)
    found = np.zeros(shape, dtype=bool)
    fruitless = 0
    while fruitless < _ROUNDS * len(every_kind) and not found.all():
        of_base, of_change = next(kinds)
        before = _draw(rng, shape, of_base)
        after = np.where(found, before, _draw(rng, shape, of_change))
        with np.errstate(all="ignore"):  # f may overflow at numbers that it was not made for
            pixel = _culprit(f, before, after)
        if pixel is None:
            fruitless += 1
        else:
            found.flat[pixel] = True
            fruitless = 0
    return found


def _draw(
    rng: np.random.Generator, shape: tuple[int, int], pool: Float64[ndarray, " n"]
) -> Float64[ndarray, "H W"]:
    return pool[rng.integers(len(pool), size=shape)]


def _culprit(f: Callable[[ndarray], float], before: ndarray, after: ndarray) -> int | None:
    """One pixel (flat index) whose change alone changes `f` on the way from `before` to `after`.

    Halving the way keeps at its two ends an input where `f` is as before and one where it is not;
    when they are neighbours, they differ in one pixel, which is proof that `f` depends on it.
    """
    old, new = f(before), f(after)
    if old == new or not math.isfinite(old) or not math.isfinite(new):
        return None
    changed = np.flatnonzero(before != after)
    same, other = 0, len(changed)  # numbers of pixels changed, counted along `changed`
    while other - same > 1:
        middle = (same + other) // 2
        halfway = before.copy()
        halfway.flat[changed[:middle]] = after.flat[changed[:middle]]
        value = f(halfway)
        if not math.isfinite(value):  # nothing is proved by what is no number
            return None
        same, other = (middle, other) if value == old else (same, middle)
    return int(changed[same])


def _windows_over(size: int, kernel: int, stride: int, padding: int) -> Int[ndarray, " size"]:
    """How many windows cover each pixel of one axis."""
    starts = np.arange(-padding, size + padding - kernel + 1, stride)
    pixels = np.arange(size)[:, np.newaxis]
    return ((starts <= pixels) & (pixels < starts + kernel)).sum(axis=1)
