"""Call a learner's function and write down, in plain values, everything that it did.

The same observer runs in the notebook's kernel and in the grading sandbox, so this module needs
nothing but the standard library and NumPy. It judges nothing: it knows no expected value.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import linecache
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from types import CoroutineType
from typing import Any, Literal, get_args

import numpy as np

from autograder.values import MAX_TEXT, arrays_in, copy_value, plain, printable, same, type_name

__all__ = ["Failure", "Observation", "Outcome", "describe_failure", "observe"]

Outcome = Literal["returned", "raised", "timeout", "memory", "crashed", "missing"]
_OUTCOMES = get_args(Outcome)

#: The arguments of a call: positional ones, and those by keyword.
Arguments = tuple[list, dict]


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
            type=printable(str(tree["type"])),
            message=printable(str(tree["message"])),
            is_value_error=bool(tree["is_value_error"]),
            line=None if line is None else int(line),
            source=printable(str(tree["source"])),
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
        readonly: whether a returned array cannot be written, or not one entry at a time.
        contiguous: whether every returned array lies in memory in row order, without gaps.
        unstable: whether the call touched the result of an earlier one, or gave it back again.
        warned: the first warning, as text; empty when there was none.
        printed: the beginning of what it printed.
        seconds: how long the call took.
    """

    outcome: Outcome
    value: Any = None
    failure: Failure | None = None
    changed: tuple[int | str, ...] = ()
    shares: bool = False
    readonly: bool = False
    contiguous: bool = True
    unstable: bool = False
    warned: str = ""
    printed: str = ""
    seconds: float = 0.0

    def to_tree(self) -> dict[str, Any]:
        """Return the observation as a tree of plain values, for a frame; the usual is left out.

        Example:
            >>> Observation("returned", value=3).to_tree()
            {'outcome': 'returned', 'value': 3}
        """
        tree = {name: value for name, value in vars(self).items() if value is not _USUAL[name]}
        if self.failure is not None:
            tree["failure"] = dict(vars(self.failure))
        return tree

    @classmethod
    def from_tree(cls, tree: Any) -> Observation:
        """Rebuild an observation from a frame that nobody vouches for.

        Raises:
            ValueError: if a part is missing or has another type.
        """
        try:
            seen = cls(**{name: _READERS[name](value) for name, value in tree.items()})
        except (KeyError, IndexError, TypeError, OverflowError, AttributeError) as error:
            raise ValueError(f"expected an observation: {error}") from None
        if seen.outcome not in _OUTCOMES or (seen.outcome == "raised") != bool(seen.failure):
            raise ValueError("expected a known outcome")
        return seen


def _text(value: Any) -> str:
    return printable(str(value))


def _changed_arguments(items: Any) -> tuple[int | str, ...]:
    return tuple(item if isinstance(item, int) else _text(item) for item in items)


#: What is not said of an observation.
_USUAL = {field.name: field.default for field in fields(Observation)}
#: How each part of an observation is read from a frame.
_READERS: dict[str, Callable[[Any], Any]] = {
    "outcome": _text,
    "value": plain,
    "failure": Failure.from_tree,
    "changed": _changed_arguments,
    "shares": bool,
    "readonly": bool,
    "contiguous": bool,
    "unstable": bool,
    "warned": _text,
    "printed": _text,
    "seconds": float,
}


def observe(
    function: Callable[..., Any],
    args: Sequence[Any],
    kwargs: Mapping[str, Any] | None = None,
    *,
    once: bool = False,
) -> Observation:
    """Call `function` on fresh copies of its arguments and note what happened.

    Before the call that counts there is another one, on arrays with other entries. It shows a
    function that remembers: one that knows its inputs by their shape only will answer wrongly
    afterwards, and one that keeps its results will touch or repeat an earlier one. An input that
    may not be written shows a function that changes it and puts it back: it counts as changed.

    Args:
        function: the learner's function.
        args: positional arguments; arrays keep their memory layout (see `copy_value`).
        kwargs: keyword arguments.
        once: leave the first call out, where one takes long.

    Returns:
        What the call that counts did.

    Example:
        >>> seen = observe(lambda x: x.T, [np.ones((2, 3))])
        >>> seen.value.shape, seen.shares
        ((3, 2), True)
    """
    given = (list(args), dict(kwargs or {}))
    seen = _observe(function, given, once)
    if seen.failure is None or "read-only" not in seen.failure.message:
        return seen
    locked = _locked(given)
    if not locked:
        return seen
    # Did it write to an input that may not be written, or to something of its own?
    again = _observe(function, _unlocked(given), once)
    return replace(again, changed=again.changed or locked) if again.outcome == "returned" else seen


def _observe(function: Callable[..., Any], given: Arguments, once: bool) -> Observation:
    earlier = None if once else _call_on_other_entries(function, given)
    inputs = copy_value(given)
    printed = _BoundedText()
    warned: list[str] = []
    start = time.perf_counter()
    try:
        with _listening(printed, warned):
            result = function(*inputs[0], **inputs[1])
            seconds = time.perf_counter() - start
            value = _read(result)
    except KeyboardInterrupt:
        raise
    except MemoryError:
        return Observation("memory", printed=printed.getvalue())
    except BaseException as error:
        return Observation(
            "raised",
            failure=describe_failure(error, _file_of(function)),
            changed=_changed(given, inputs),
            printed=printed.getvalue(),
            seconds=time.perf_counter() - start,
        )
    outputs = list(arrays_in(result))
    seen = Observation(
        "returned",
        value=value,
        changed=_changed(given, inputs),
        shares=_overlap(outputs, _memory(inputs)),
        readonly=not all(map(_has_writeable_entries, outputs)),
        contiguous=all(array.flags.c_contiguous for array in outputs),
        warned=warned[0] if warned else "",
        printed=printed.getvalue(),
        seconds=seconds,
    )
    return seen if earlier is None else earlier.added_to(seen, outputs)


def _read(result: Any) -> Any:
    """A result as plain values; a coroutine is closed, for Python complains of one that is not."""
    value = plain(result)
    if type(result) is CoroutineType:
        result.close()
    return value


def describe_failure(error: BaseException, file: str | None = None) -> Failure:
    """Write an exception down: its type, its message, and the line of `file` that it came from.

    Example:
        >>> describe_failure(KeyError("size")).type
        'KeyError'
    """
    line, source = _line_of(error, file)
    try:
        message = printable(str(error))
    except BaseException:  # a learner's exception may have a broken __str__
        message = ""
    is_value_error = issubclass(type(error), ValueError)
    return Failure(type_name(error), message, is_value_error, line, source)


class _BoundedText(io.StringIO):
    """Keeps the first `MAX_TEXT` characters that are printed and drops the rest."""

    def write(self, text: str) -> int:
        room = MAX_TEXT - self.tell()
        super().write(printable(text[: max(room, 0)]))
        return len(text)

    def close(self) -> None:
        """Stay open: a learner may close what it prints to, and the text is still wanted."""


@contextlib.contextmanager
def _listening(printed: io.StringIO, warned: list[str]) -> Iterator[None]:
    before = sys.stdout, sys.stderr
    with warnings.catch_warnings(record=True, action="always") as caught:
        sys.stdout = sys.stderr = printed
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before
            warned += [printable(f"{w.category.__name__}: {w.message}") for w in caught]


@dataclass(frozen=True)
class _EarlierCall:
    """A call that was made before the one that counts, and what it left behind."""

    given: Arguments
    inputs: Arguments
    result: Any
    value: Any
    warned: list[str]

    def added_to(self, seen: Observation, outputs: list[np.ndarray]) -> Observation:
        """What was seen of the later call, which returned `outputs`, and of this one."""
        kept = [*arrays_in(self.result), *_memory(self.inputs)]
        return replace(
            seen,
            changed=seen.changed or _changed(self.given, self.inputs),
            unstable=_overlap(outputs, kept) or not same(plain(self.result), self.value),
            warned=next(iter(self.warned), seen.warned),
        )


def _call_on_other_entries(function: Callable[..., Any], given: Arguments) -> _EarlierCall:
    inputs = copy_value(given, _other_entries)
    before = copy_value(inputs)
    warned: list[str] = []
    result = None
    try:
        with _listening(_BoundedText(), warned):
            result = function(*inputs[0], **inputs[1])
    except KeyboardInterrupt:
        raise
    except BaseException:  # what this call does is judged where it counts, in the next one
        result = None
    return _EarlierCall(before, inputs, result, _read(result), warned)


def _other_entries(array: np.ndarray) -> np.ndarray:
    """Entries that an array of this kind may have: its own in reverse, and floats a bit smaller."""
    flipped = np.flip(array)
    return flipped * array.dtype.type(0.75) if array.dtype.kind == "f" else flipped


def _locked(given: Arguments) -> tuple[int | str, ...]:
    """The arguments that are arrays which may not be written."""
    args, kwargs = given
    named = [*enumerate(args), *kwargs.items()]
    return tuple(
        key for key, value in named if any(not array.flags.writeable for array in arrays_in(value))
    )


def _unlocked(given: Arguments) -> Arguments:
    args, kwargs = copy_value(given)
    for array in arrays_in([args, kwargs]):
        array.flags.writeable = True
    return args, kwargs


def _changed(before: Arguments, after: Arguments) -> tuple[int | str, ...]:
    """The arguments that are not any more what they were."""
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


def _has_writeable_entries(array: np.ndarray) -> bool:
    """Whether each entry can be written, and writing one leaves the others as they are."""
    if array.flags.c_contiguous:  # where no two entries share memory
        return bool(array.flags.writeable)
    axes = [(n, abs(step)) for n, step in zip(array.shape, array.strides, strict=True) if n > 1]
    repeats = any(step == 0 for _, step in axes)
    # Windows over one row of memory share entries: there are more of them than fit into their span.
    overlaps = sum((n - 1) * step for n, step in axes) + array.itemsize < array.nbytes
    return bool(array.flags.writeable) and not (repeats or overlaps)


def _file_of(function: Callable[..., Any]) -> str | None:
    if type(function) is partial:  # an answer behind a harness, or one that is a partial itself
        return _file_of(function.args[0] if function.args else function.func)
    try:
        owner = getattr(function, "__init__", None) if isinstance(function, type) else function
        file: str | None = getattr(getattr(owner, "__code__", None), "co_filename", None)
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
