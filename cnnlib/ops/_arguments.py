"""One vocabulary for checking arguments: what is expected, what came, what to do about it.

Every function takes `where`, the public function that was called, and `name`, the parameter as it
stands in that function's signature; whatever is wrong raises `ValueError`.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy import ndarray

__all__ = [
    "array_with_axes",
    "bias_or_zeros",
    "fits",
    "floats",
    "held_value",
    "integer",
    "invalid",
    "listed",
    "number",
    "numbers",
    "pair",
    "same_channels",
    "same_shape",
    "sizes",
]

#: What an array of so many axes is in this course, unless a call says otherwise.
_SHAPES = {1: "(F,)", 2: "(H, W)", 3: "(C, H, W)", 4: "(N, C, H, W)"}


def invalid(where: str, expected: str, got: object, remedy: str) -> ValueError:
    """The error of every wrong argument, in its one form."""
    return ValueError(f"{where}: expected {expected}, got {got}; {remedy}")


def integer(where: str, name: str, value: Any, minimum: int | None = None) -> int:
    """Python's int from whatever counts as one, NumPy's integers included."""
    expected = f"{name} to be an int" + ("" if minimum is None else f" of at least {minimum}")
    try:
        whole = operator.index(value)
    except TypeError as error:
        raise invalid(where, expected, repr(value), "pass a whole number") from error
    if minimum is not None and whole < minimum:
        raise invalid(where, expected, whole, f"pass {minimum} or more")
    return whole


def pair(where: str, name: str, value: Any, minimum: int = 1) -> tuple[int, int]:
    """(vertical, horizontal) from an int, which stands for both, or a tuple or list of two."""
    if not isinstance(value, tuple | list):
        both = integer(where, name, value, minimum)
        return both, both
    expected = f"{name} to be an int or a pair (vertical, horizontal) of at least {minimum}"
    if len(value) != 2:
        raise invalid(where, expected, repr(value), "pass one int or two")
    try:
        vertical, horizontal = (integer(where, name, entry, minimum) for entry in value)
    except ValueError as error:
        raise invalid(where, expected, repr(value), f"pass ints of {minimum} or more") from error
    return vertical, horizontal


def sizes(where: str, name: str, value: Any, *counts: int, shape: str = "") -> tuple[int, ...]:
    """A tuple of ints of at least 1, from a tuple or list.

    Args:
        counts: how many there may be; any number where this is empty.
        shape: how the message writes the expected shape, such as `"(C, H, W)"`.
    """
    expected = f"{name} to be a tuple {shape}".rstrip() + " of ints of at least 1"
    if not isinstance(value, tuple | list) or (counts and len(value) not in counts):
        raise invalid(where, expected, repr(value), "pass a tuple, such as an array's shape")
    try:
        return tuple(integer(where, name, entry, 1) for entry in value)
    except ValueError as error:
        raise invalid(where, expected, repr(value), "pass ints of 1 or more") from error


def listed(where: str, name: str, value: Any) -> list[Any]:
    """A list of what a sequence or another iterable holds; a lone string or dict is none."""
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise invalid(where, f"{name} to be a sequence", repr(value), f"try [{name}]")
    return list(value)


def number(where: str, name: str, value: Any) -> float:
    """Python's float from one real number."""
    scalar = numbers(where, name, value)
    if scalar.ndim != 0:
        raise invalid(where, f"{name} to be one number", f"shape {scalar.shape}", "pass a float")
    return float(scalar)


def numbers(where: str, name: str, value: Any) -> ndarray:
    """A C-contiguous array of real numbers, of the dtype that it has; no copy without need."""
    try:
        array = np.asarray(value, order="C")
    except (TypeError, ValueError, RuntimeError) as error:
        expected = f"{name} to be an array of numbers"
        raise invalid(where, expected, repr(value), "pass a NumPy array") from error
    if array.dtype.kind not in "biuf":
        expected = f"{name} to be an array of real numbers"
        got = f"dtype {array.dtype} of shape {array.shape}"
        raise invalid(where, expected, got, f"try np.asarray({name}, dtype=float)")
    return array


def floats(array: ndarray) -> ndarray:
    """The array as float64, C-contiguous; no copy without need."""
    return np.asarray(array, dtype=np.float64, order="C")


def array_with_axes(
    where: str,
    name: str,
    value: Any,
    *counts: int,
    shape: str | None = None,
    or_more: bool = False,
    remedy: str | None = None,
) -> ndarray:
    """An array of real numbers that has one of these numbers of axes, and no axis that is empty.

    Args:
        counts: the numbers of axes that are right.
        shape: how the message writes the expected shape, where `_SHAPES` does not say it.
        or_more: whether more axes, in front, are right too.
        remedy: what the message advises, where new axes in front are not the thing to try.
    """
    array = numbers(where, name, value)
    shown = shape or " or ".join(_SHAPES[count] for count in counts)
    if array.ndim not in counts and not (or_more and array.ndim > max(counts)):
        missing = min(counts) - array.ndim
        new_axes = f"try {name}[{', '.join(['None'] * missing)}]"
        usual = new_axes if missing > 0 else "index or reshape it to these axes"
        raise invalid(where, f"{name} of shape {shown}", array.shape, remedy or usual)
    if array.size == 0:
        expected = f"{name} of shape {shown} with no empty axis"
        raise invalid(where, expected, array.shape, "pass at least one value")
    return array


def bias_or_zeros(where: str, bias: Any, filters: int) -> ndarray:
    """One float64 value for each filter; zeros for None."""
    if bias is None:
        return np.zeros(filters)
    values = floats(numbers(where, "bias", bias))
    same_shape(where, "bias", values, (filters,), "pass one value for each filter, or None")
    return values


def same_channels(where: str, x: ndarray, weight: ndarray) -> None:
    """Require as many channels in x (…, C, H, W) as in weight (…, C, kh, kw)."""
    if x.shape[-3] != weight.shape[-3]:
        raise invalid(
            where,
            f"weight with {x.shape[-3]} channels, as many as x",
            f"weight of shape {weight.shape} and x of shape {x.shape}",
            "look at axis -3 of both: are the channels in front of height and width?",
        )


def same_shape(
    where: str, name: str, array: ndarray, expected: tuple[int, ...], remedy: str
) -> None:
    """Require exactly this shape."""
    if array.shape != expected:
        raise invalid(where, f"{name} of shape {expected}", array.shape, remedy)


def fits(
    where: str,
    name: str,
    kernel: Sequence[int],
    image: Sequence[int],
    *,
    got: object = None,
) -> None:
    """Require a kernel that is no larger than the image it slides over.

    Args:
        kernel: how far the kernel reaches, (vertical, horizontal).
        image: a shape that ends in the height and width of what it slides over, padding included.
        got: what the message says came, where that is more than `kernel`.
    """
    height, width = image[-2:]
    if kernel[0] > height or kernel[1] > width:
        raise invalid(
            where,
            f"{name} no larger than the (padded) input of height and width {(height, width)}",
            tuple(kernel) if got is None else got,
            "take a smaller kernel, or pad the input",
        )


def held_value(where: str, name: str, value: Any, dtype: np.dtype) -> Any:
    """One number as a scalar of `dtype`; an integer type takes only a value that it can hold."""
    number(where, name, value)
    if dtype.kind == "f":
        with np.errstate(over="ignore"):  # too large for a small float is inf, without a warning
            return np.asarray(value, dtype=np.float64).astype(dtype)[()]
    low, high = (0, 1) if dtype.kind == "b" else (np.iinfo(dtype).min, np.iinfo(dtype).max)
    whole = int(value) if math.isfinite(value) else None
    if whole is None or whole != value or not low <= whole <= high:
        expected = f"{name} to be a value that {dtype} holds"
        raise invalid(where, expected, value, "pass such a value, or convert the image to float")
    return np.asarray(whole).astype(dtype)[()]
