"""Call a learner's function and write down, in plain values, everything that it did.

The same observer runs in the notebook's kernel and in the grading sandbox, so this module needs
nothing but the standard library and NumPy. It judges nothing: it knows no expected value.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import linecache
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

import numpy as np

__all__ = [
    "Failure",
    "Observation",
    "Opaque",
    "Outcome",
    "arrays_in",
    "copy_value",
    "describe_failure",
    "observe",
    "plain",
    "same",
]

Outcome = Literal["returned", "raised", "timeout", "memory", "crashed", "missing"]
_OUTCOMES = get_args(Outcome)

#: Kinds of NumPy dtype that count as numbers: bool, int, unsigned, float, complex.
NUMERIC_KINDS = "biufc"
MAX_TEXT = 2_000
MAX_DEPTH = 6
MAX_ITEMS = 10_000
#: Larger integers fit into no float and take long to print.
MAX_BITS = 1_000


@dataclass(frozen=True)
class Opaque:
    """A value that is none of the plain ones; only its type's name and a short repr are kept."""

    type: str
    text: str = ""


@dataclass(frozen=True)
class Failure:
    """An exception that came out of a learner's function."""

    type: str
    message: str
    is_value_error: bool
    line: int | None = None
    source: str = ""

    @classmethod
    def from_tree(cls, tree: Any) -> Failure:
        """Rebuild a failure from a frame that nobody vouches for."""
        line = tree["line"]
        return cls(
            type=_text(str(tree["type"])),
            message=_text(str(tree["message"])),
            is_value_error=bool(tree["is_value_error"]),
            line=None if line is None else int(line),
            source=_text(str(tree["source"])),
        )


@dataclass(frozen=True)
class Observation:
    """What one call of a function did.

    Attributes:
        outcome: how the call ended; `missing` means that the function was never defined.
        value: what it returned, as plain values (see `plain`).
        failure: what it raised, when the outcome is `raised`.
        changed: the arguments (position, or name of a keyword) whose contents it changed.
        shares: whether a returned array shares memory with an argument.
        readonly: whether a returned array cannot be written.
        unstable: whether a second, equal call gave another answer or touched the first one.
        warned: the first warning, as text; empty when there was none.
        printed: the beginning of what it printed.
        seconds: how long the first call took.
    """

    outcome: Outcome
    value: Any = None
    failure: Failure | None = None
    changed: tuple[int | str, ...] = ()
    shares: bool = False
    readonly: bool = False
    unstable: bool = False
    warned: str = ""
    printed: str = ""
    seconds: float = 0.0

    def to_tree(self) -> dict[str, Any]:
        """Return the observation as a tree of plain values, for a frame.

        Example:
            >>> Observation("returned", value=3).to_tree()["value"]
            3
        """
        tree = {name: getattr(self, name) for name in self.__dataclass_fields__}
        tree["failure"] = None if self.failure is None else asdict(self.failure)
        tree["changed"] = list(self.changed)
        return tree

    @classmethod
    def from_tree(cls, tree: Any) -> Observation:
        """Rebuild an observation from a frame that nobody vouches for.

        Raises:
            ValueError: if a part is missing or has another type.
        """
        try:
            outcome, failure = tree["outcome"], tree["failure"]
            if outcome not in _OUTCOMES or (outcome == "raised") != (failure is not None):
                raise ValueError("expected a known outcome")
            return cls(
                outcome,
                value=plain(tree["value"]),
                failure=None if failure is None else Failure.from_tree(failure),
                changed=tuple(_key(item) for item in tree["changed"]),
                shares=bool(tree["shares"]),
                readonly=bool(tree["readonly"]),
                unstable=bool(tree["unstable"]),
                warned=_text(str(tree["warned"])),
                printed=_text(str(tree["printed"])),
                seconds=float(tree["seconds"]),
            )
        except (KeyError, IndexError, TypeError, OverflowError) as error:
            raise ValueError(f"expected an observation: {error}") from None


def observe(
    function: Callable[..., Any],
    args: Sequence[Any],
    kwargs: Mapping[str, Any] | None = None,
) -> Observation:
    """Call `function` twice on fresh copies of its arguments and note what happened.

    Args:
        function: the learner's function.
        args: positional arguments; arrays keep their memory layout (see `copy_value`).
        kwargs: keyword arguments.

    Returns:
        What the first call did; `unstable` compares it with the second.

    Example:
        >>> seen = observe(lambda x: x.T, [np.ones((2, 3))])
        >>> seen.value.shape, seen.shares
        ((3, 2), True)
    """
    kwargs = dict(kwargs or {})
    first_inputs = copy_value((list(args), kwargs))
    printed = _BoundedText()
    warned: list[str] = []
    start = time.perf_counter()
    try:
        with _listening(printed, warned):
            result = function(*first_inputs[0], **first_inputs[1])
            seconds = time.perf_counter() - start
            value = plain(result)
    except KeyboardInterrupt:
        raise
    except MemoryError:
        return Observation("memory", printed=printed.getvalue())
    except BaseException as error:
        return Observation(
            "raised",
            failure=describe_failure(error, _file_of(function)),
            changed=_changed((args, kwargs), first_inputs),
            printed=printed.getvalue(),
            seconds=time.perf_counter() - start,
        )
    outputs = list(arrays_in(result))
    changed = _changed((args, kwargs), first_inputs)
    second_inputs = copy_value((list(args), kwargs))
    unstable = _is_unstable(function, second_inputs, result, value)
    return Observation(
        "returned",
        value=value,
        changed=changed or _changed((args, kwargs), second_inputs),
        shares=_overlap(outputs, _memory(first_inputs)),
        readonly=any(not array.flags.writeable for array in outputs),
        unstable=unstable,
        warned=warned[0] if warned else "",
        printed=printed.getvalue(),
        seconds=seconds,
    )


def describe_failure(error: BaseException, file: str | None = None) -> Failure:
    """Write an exception down: its type, its message, and the line of `file` that it came from.

    Example:
        >>> describe_failure(KeyError("size")).type
        'KeyError'
    """
    line, source = _line_of(error, file)
    try:
        message = _text(str(error))
    except BaseException:  # a learner's exception may have a broken __str__
        message = ""
    is_value_error = issubclass(type(error), ValueError)
    return Failure(_type_name(error), message, is_value_error, line, source)


def plain(value: Any, depth: int = 0) -> Any:
    """Copy `value` as a tree of plain values, with `Opaque` for everything else.

    Plain are None, bool, int, float, str, NumPy's numbers, arrays of numbers (`np.ndarray` itself,
    no subclass), and lists, tuples and dicts of plain values, with keys of the first five kinds.

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
        return _text(value)
    if isinstance(value, np.generic) and value.dtype.kind in NUMERIC_KINDS:
        return value
    if kind is np.ndarray and value.dtype.kind in NUMERIC_KINDS:
        return np.array(value, order="C")
    if depth < MAX_DEPTH and kind in (list, tuple) and len(value) <= MAX_ITEMS:
        return kind(plain(item, depth + 1) for item in value)
    if depth < MAX_DEPTH and kind is dict and len(value) <= MAX_ITEMS and _has_plain_keys(value):
        return {plain(key): plain(item, depth + 1) for key, item in value.items()}
    if kind is Opaque:
        return Opaque(_text(value.type)[:200], _text(value.text)[:200])
    return Opaque(_type_name(value), _short_repr(value))


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


def copy_value(value: Any) -> Any:
    """Copy a tree of arguments; each array keeps its memory layout (C, Fortran, or strided).

    Example:
        >>> strided = np.arange(12.0).reshape(3, 4)[:, ::2]
        >>> copy_value(strided).strides == strided.strides
        True
    """
    if isinstance(value, np.ndarray):
        return _copy_array(value)
    if isinstance(value, list | tuple):
        return type(value)(copy_value(item) for item in value)
    if isinstance(value, dict):
        return {key: copy_value(item) for key, item in value.items()}
    return value


def arrays_in(value: Any, depth: int = 0) -> Iterator[np.ndarray]:
    """Yield every array in a tree of lists, tuples and dicts, no deeper than `plain` looks.

    Example:
        >>> [array.shape for array in arrays_in((np.ones(2), [np.ones((3, 1))]))]
        [(2,), (3, 1)]
    """
    # Exact types, as in `plain`: asking a learner's subclass for its items runs the learner's code.
    if issubclass(type(value), np.ndarray):
        yield value
    elif depth < MAX_DEPTH and type(value) in (list, tuple):
        for item in value:
            yield from arrays_in(item, depth + 1)
    elif depth < MAX_DEPTH and type(value) is dict:
        for item in value.values():
            yield from arrays_in(item, depth + 1)


class _BoundedText(io.StringIO):
    """Keeps the first `MAX_TEXT` characters that are printed and drops the rest."""

    def write(self, text: str) -> int:
        room = MAX_TEXT - self.tell()
        super().write(_text(text[: max(room, 0)]))
        return len(text)

    def close(self) -> None:
        """Stay open: a learner may close what it prints to, and the text is still wanted."""


@contextlib.contextmanager
def _listening(printed: io.StringIO, warned: list[str]) -> Iterator[None]:
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        try:
            yield
        finally:
            warned += [_text(f"{w.category.__name__}: {w.message}") for w in caught]


def _is_unstable(
    function: Callable[..., Any], inputs: tuple[list, dict], result: Any, value: Any
) -> bool:
    """Whether an equal second call answers differently, or gives back the first call's memory."""
    try:
        with _listening(_BoundedText(), []):
            again = function(*inputs[0], **inputs[1])
            return not (
                same(plain(again), value)
                and same(plain(result), value)
                and not _overlap(list(arrays_in(again)), list(arrays_in(result)))
            )
    except KeyboardInterrupt:
        raise
    except BaseException:
        return True


def _changed(before: tuple, after: tuple) -> tuple[int | str, ...]:
    (args, kwargs), (seen_args, seen_kwargs) = before, after
    positions = [i for i, pair in enumerate(zip(args, seen_args, strict=True)) if not same(*pair)]
    names = [name for name in kwargs if not same(kwargs[name], seen_kwargs[name])]
    return (*positions, *names)


def _memory(inputs: Any) -> list[np.ndarray]:
    """The arrays in `inputs`, each widened to the buffer that it is a view of."""
    return [a if not isinstance(a.base, np.ndarray) else a.base for a in arrays_in(inputs)]


def _overlap(outputs: list[np.ndarray], others: list[np.ndarray]) -> bool:
    # Bounds are enough: separate arrays never lie inside each other's memory.
    pairs = itertools.product(outputs, others)
    return any(np.may_share_memory(a, b) for a, b in pairs if a.size and b.size)


def _copy_array(array: np.ndarray) -> np.ndarray:
    if array.flags.c_contiguous:
        return np.array(array, order="C")
    if array.flags.f_contiguous:
        return np.array(array, order="F")
    # Any other layout becomes every second element of a wider buffer along the last axis.
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    view = wide[..., ::2]
    view[...] = array
    return view


def _equal_entries(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))


def _file_of(function: Callable[..., Any]) -> str | None:
    try:
        file: str | None = getattr(getattr(function, "__code__", None), "co_filename", None)
    except Exception:  # a learner's object may have a broken __getattr__
        return None
    return file


def _line_of(error: BaseException, file: str | None) -> tuple[int | None, str]:
    """The deepest line of the traceback that lies in `file`."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno, (error.text or "").strip()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == file and frame.lineno is not None:
            return frame.lineno, linecache.getline(frame.filename, frame.lineno).strip()
    return None, ""


def _key(item: Any) -> int | str:
    return item if isinstance(item, int) else _text(str(item))


def _has_plain_keys(mapping: dict) -> bool:
    return all(type(key) in (type(None), bool, int, float, str) for key in mapping)


def _type_name(value: Any) -> str:
    if type(value) is np.ndarray:
        return f"ndarray of {value.dtype}"
    try:
        return str(type(value).__name__)[:200]
    except Exception:  # a metaclass may have a broken __name__
        return "object"


def _text(text: str) -> str:
    """The beginning of a text, without the halves of surrogate pairs, which no file can hold."""
    return text[:MAX_TEXT].encode(errors="replace").decode()


def _short_repr(value: Any) -> str:
    try:
        return _text(repr(value)[:200])
    except Exception:  # a learner's object may have a broken __repr__
        return ""
