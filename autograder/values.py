"""Plain values: numbers, arrays, and trees of them, which can be copied, compared and sent.

What a learner's function returns may be anything, and asking it for anything may run the learner's
code, so everything here looks at exact types only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = [
    "MAX_KEYS",
    "NUMERIC_KINDS",
    "Opaque",
    "array_with_strides",
    "arrays_in",
    "copy_value",
    "plain",
    "printable",
    "same",
    "type_name",
]

#: Kinds of NumPy dtype that count as numbers: bool, int, unsigned, float, complex.
NUMERIC_KINDS = "biufc"
_NUMBER_TYPES = {
    dtype.type for dtype in map(np.dtype, np.typecodes["All"]) if dtype.kind in NUMERIC_KINDS
}
MAX_TEXT = 2_000
MAX_DEPTH = 6
MAX_ITEMS = 10_000
#: Far fewer than items: keys can be chosen so that each is compared with all before it.
MAX_KEYS = 100
#: Larger integers fit into no float and take long to print.
MAX_BITS = 1_000


@dataclass(frozen=True)
class Opaque:
    """A value that is none of the plain ones; only its type's name and a short repr are kept."""

    type: str
    text: str = ""


def plain(value: Any, depth: int = 0) -> Any:
    """Copy `value` as a tree of plain values, with `Opaque` for everything else.

    Plain are None, bool, int, float, str, NumPy's numbers, arrays of numbers (`np.ndarray` itself,
    no subclass), and lists, tuples and dicts of plain values, with keys of the first five kinds.
    A named tuple is a tuple.

    Example:
        >>> plain((1, np.arange(2)))
        (1, array([0, 1]))
        >>> plain({1, 2}).type
        'set'
    """
    kind = type(value)
    if kind is int and value.bit_length() > MAX_BITS:
        return Opaque("int", f"of {value.bit_length()} bits")
    if value is None or kind in (bool, int, float):
        return value
    if kind is str:
        return printable(value)
    if kind in _NUMBER_TYPES:
        return value
    if kind is np.ndarray and value.dtype.kind in NUMERIC_KINDS:
        return np.array(value, order="C")
    items = _items(value)
    if depth < MAX_DEPTH and items is not None and len(items) <= MAX_ITEMS:
        copied = [plain(item, depth + 1) for item in items]
        return copied if kind is list else tuple(copied)
    if depth < MAX_DEPTH and kind is dict and len(value) <= MAX_KEYS and _has_plain_keys(value):
        return {plain(key): plain(item, depth + 1) for key, item in value.items()}
    if kind is Opaque:
        return Opaque(printable(value.type)[:200], printable(value.text)[:200])
    return Opaque(type_name(value), _short_repr(value))


def same(a: Any, b: Any) -> bool:
    """Whether two plain values are identical: types, dtypes, shapes, and every entry (NaN is NaN).

    Example:
        >>> same([1, np.zeros(2)], [1, np.zeros(2)]), same(1, 1.0)
        (True, False)
    """
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and _equal_entries(a, b)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return bool(a == b) or (a != a and b != b)


def copy_value(value: Any, change: Callable[[np.ndarray], np.ndarray] | None = None) -> Any:
    """Copy a tree of arguments; each array keeps its strides, and whether it can be written.

    Args:
        value: the tree.
        change: gives the entries of an array's copy; without it they stay as they are.

    Example:
        >>> strided = np.arange(12.0).reshape(3, 4)[::-1, ::2]
        >>> copy_value(strided).strides == strided.strides
        True
    """
    if isinstance(value, np.ndarray):
        copied = value.copy(order="K") if change is None else np.asarray(change(value))
        if copied.base is not None or copied.strides != value.strides:
            copied = array_with_strides(copied, value.strides)
        copied.flags.writeable = value.flags.writeable
        return copied
    if isinstance(value, list | tuple):
        return type(value)([copy_value(item, change) for item in value])
    if isinstance(value, dict):
        return {key: copy_value(item, change) for key, item in value.items()}
    return value


def array_with_strides(entries: np.ndarray, strides: Sequence[int]) -> np.ndarray:
    """A fresh array with these entries, laid out in memory with these strides.

    Example:
        >>> array_with_strides(np.ones((2, 3)), (-8, 32)).strides
        (-8, 32)
    """
    if not entries.size:
        return entries.copy()
    reach = [step * (length - 1) for step, length in zip(strides, entries.shape, strict=True)]
    buffer = np.zeros(sum(map(abs, reach)) + entries.itemsize, np.uint8)
    first = -sum(step for step in reach if step < 0)
    array = np.ndarray(entries.shape, entries.dtype, buffer, first, tuple(strides))
    array[...] = entries
    return array


def arrays_in(value: Any, depth: int = 0) -> Iterator[np.ndarray]:
    """Yield every array in a tree of lists, tuples and dicts, no deeper than `plain` looks.

    Example:
        >>> [array.shape for array in arrays_in((np.ones(2), [np.ones((3, 1))]))]
        [(2,), (3, 1)]
    """
    # Exact types, as in `plain`: asking a learner's subclass for its items runs the learner's code.
    if issubclass(type(value), np.ndarray):
        yield value
    elif depth < MAX_DEPTH and (items := _items(value)) is not None:
        for item in items:
            yield from arrays_in(item, depth + 1)
    elif depth < MAX_DEPTH and type(value) is dict:
        for item in value.values():
            yield from arrays_in(item, depth + 1)


def type_name(value: Any) -> str:
    if type(value) is np.ndarray:
        return f"ndarray of {value.dtype}"
    try:
        return str(type(value).__name__)[:200]
    except Exception:  # a metaclass may have a broken __name__
        return "object"


def printable(text: str) -> str:
    """The beginning of a text, without the halves of surrogate pairs, which no file can hold."""
    return text[:MAX_TEXT].encode(errors="replace").decode()


def _equal_entries(a: np.ndarray, b: np.ndarray) -> bool:
    if a.tobytes() == b.tobytes():  # several times as fast as looking for NaN
        return True
    return bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))


def _items(value: Any) -> list | tuple | None:
    """What a list or a tuple holds, a named one too; runs nothing that a subclass brings."""
    if type(value) is list:
        return value
    return tuple(tuple.__iter__(value)) if issubclass(type(value), tuple) else None


def _has_plain_keys(mapping: dict) -> bool:
    return all(type(key) in (type(None), bool, int, float, str) for key in mapping)


def _short_repr(value: Any) -> str:
    try:
        return printable(repr(value)[:200])
    except Exception:  # a learner's object may have a broken __repr__
        return ""
