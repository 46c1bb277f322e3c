"""Decide whether one call of a learner's function did what it should, and say what it did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercise import Case, Exercise
from autograder.observation import Observation
from autograder.values import Opaque, copy_value, plain

__all__ = ["MANNERS_KINDS", "Problem", "close", "expected", "find_problem", "value_problem"]

#: Problems with how a function treats memory and warnings, and with the kind of its result, where
#: the numbers in it are right.
MANNERS_KINDS = frozenset(
    {"changed", "shares", "readonly", "scattered", "unstable", "warned", "precision", "container"}
)

#: Results in float32 carry about seven digits.
FLOAT32_TOLERANCE = 1e-4

#: Stands for the expected value where an exercise has a judge.
ANY_RIGHT_VALUE = Opaque("any", "value that follows the rules")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one call: a kind to branch on, and a sentence to read."""

    kind: str
    text: str
    #: The id of the misconception that shows in it, where an exercise's judge sees one.
    misconception: str | None = None


def expected(exercise: Exercise, case: Case) -> Any:
    """What the reference returns for a case, as plain values."""
    if exercise.judge is not None:
        return ANY_RIGHT_VALUE
    args, kwargs = copy_value(exercise.call(case))
    return plain(exercise.bound(exercise.reference)(*args, **kwargs))


def find_problem(exercise: Exercise, case: Case, want: Any, seen: Observation) -> Problem | None:
    """The first thing that is wrong with what was seen, or None when all is well.

    Args:
        exercise: the exercise that was called.
        case: the call.
        want: what `expected` gives for the case; ignored where the case must raise.
        seen: what the learner's function did.
    """
    if seen.outcome != "returned":
        return _ended_otherwise(case, seen)
    if case.raises:
        return Problem("no-error", "expected a ValueError, but no error was raised")
    if seen.value is None and want is not None:
        return Problem("nothing", "the function returned None; end it with a `return`")
    if exercise.judge is not None:
        problem = exercise.judge(case, seen.value)
    else:
        part = exercise.group(case.group).part
        problem = value_problem(exercise, want, seen.value, case.arrays, part)
    return problem or _bad_manners(exercise, case, seen)


def value_problem(
    exercise: Exercise, want: Any, got: Any, inputs: Sequence[np.ndarray], part: int | None = None
) -> Problem | None:
    """Compare a returned value with the expected one: type, dtype, shape, entries.

    Args:
        exercise: says how exact the value must be.
        want: the expected value.
        got: the returned one, as plain values.
        inputs: the arrays that went in; they set the scale of the comparison.
        part: the only part of a tuple to look at; None for all.
    """
    if isinstance(want, tuple | list):
        return _sequence_problem(exercise, want, got, inputs, part)
    if isinstance(want, np.ndarray):
        return _array_problem(exercise, want, got, inputs)
    if not _scalar_type_fits(want, got):
        return _kind_problem(exercise, want, got, inputs)
    if not close(want, got, exercise.tolerance, inputs):
        return Problem("value", f"expected {want!r}, got {got!r}")
    return None


def close(want: Any, got: Any, tolerance: float, inputs: Sequence[np.ndarray]) -> bool:
    """Whether two values of equal structure agree in every entry; their dtypes may differ.

    The absolute tolerance is scaled to the data: sums that cancel are compared on the scale of
    what was summed.
    """
    if isinstance(want, tuple | list):
        return (
            isinstance(got, tuple | list)
            and len(want) == len(got)
            and all(close(w, g, tolerance, inputs) for w, g in zip(want, got, strict=True))
        )
    if not (_is_numeric(want) and _is_numeric(got)):
        return type(want) is type(got) and bool(want == got)
    a, b = _numbers(want), _numbers(got)
    if a.shape != b.shape:
        return False
    if a.dtype == b.dtype and a.tobytes() == b.tobytes():  # the fastest way to the usual end
        return True
    if np.array_equal(a, b):
        return True
    if a.dtype.kind in "biu" and b.dtype.kind in "biu":
        return False
    if b.dtype == np.float32 and any(x.dtype == np.float32 for x in inputs):
        tolerance = max(tolerance, FLOAT32_TOLERANCE)
    scale = max((_largest(x) for x in (a, *inputs)), default=0.0)
    return _agree(a, b, tolerance, tolerance * scale)


def _agree(want: np.ndarray, got: np.ndarray, rtol: float, atol: float) -> bool:
    """What `np.allclose` says of them, NaN being NaN, but several times as fast for finite ones."""
    with np.errstate(all="ignore"):
        distance = np.abs(got - want)
        if (distance <= atol + rtol * np.abs(want)).all() and (distance < np.inf).all():
            return True
    return bool(np.allclose(got, want, rtol=rtol, atol=atol, equal_nan=True))


def _ended_otherwise(case: Case, seen: Observation) -> Problem | None:
    failure = seen.failure
    if seen.outcome != "raised" or failure is None:
        return Problem(seen.outcome, _ENDINGS[seen.outcome])
    if failure.type == "NotImplementedError":
        return Problem("unwritten", "the function still raises NotImplementedError; write its body")
    if case.raises:
        if failure.is_value_error:
            return None
        return Problem("wrong-error", f"expected a ValueError, got {failure.type}")
    where = f" in the line `{failure.source}`" if failure.source else ""
    said = f": {failure.message}" if failure.message else ""
    return Problem("raised", f"the function raised {failure.type}{said}{where}")


_ENDINGS = {
    "missing": "the function is not defined",
    "timeout": "the function took too long and was stopped; look for a loop that never ends",
    "memory": "the function ran out of memory; look for an array far larger than the result",
    "crashed": "the function ended the whole program before it returned",
}


def _bad_manners(exercise: Exercise, case: Case, seen: Observation) -> Problem | None:
    if seen.changed:
        names: dict[int | str, str] = dict(enumerate(case.arguments))
        name = names.get(seen.changed[0], seen.changed[0])
        return Problem("changed", f"the function changed its input `{name}`; work on a copy")
    if seen.shares:
        text = "the result is a view of an input: changing one changes the other; return a copy"
        return Problem("shares", text)
    if seen.readonly:
        text = "the result cannot be written to, or not one entry at a time; return a fresh array"
        return Problem("readonly", text)
    if seen.unstable:
        text = "a call gave back, or overwrote, the result of an earlier one; start afresh"
        return Problem("unstable", f"{text} in every call")
    if exercise.contiguous and not seen.contiguous and _are_contiguous(case):
        return Problem("scattered", "the result is not contiguous in memory; copy it in row order")
    if seen.warned:
        return Problem("warned", f"the function warned: {seen.warned}")
    return None


def _sequence_problem(
    exercise: Exercise,
    want: tuple | list,
    got: Any,
    inputs: Sequence[np.ndarray],
    part: int | None,
) -> Problem | None:
    if not isinstance(got, tuple | list):
        return _kind_problem(exercise, want, got, inputs)
    if len(got) != len(want):
        text = f"expected {len(want)} values, got {len(got)}"
        return Problem("shape", text)
    for index, pair in enumerate(zip(want, got, strict=True)):
        problem = value_problem(exercise, *pair, inputs) if part in (None, index) else None
        if problem is not None:
            name = exercise.parts[index] if exercise.parts else f"value {index}"
            return Problem(problem.kind, f"{name}: {problem.text}")
    if type(got) is not type(want):
        return Problem("container", f"expected {_kind_name(want)}, got {_kind_name(got)}")
    return None


def _kind_problem(exercise: Exercise, want: Any, got: Any, inputs: Sequence[np.ndarray]) -> Problem:
    """What to say of a value of the wrong kind; it matters less where its numbers are right."""
    text = f"expected {_kind_name(want)}, got {_kind_name(got)}"
    try:
        numbers = np.asarray(got).reshape(np.shape(want))
    except (ValueError, TypeError, OverflowError):  # neither an array of numbers nor of that size
        return Problem("type", text)
    right = numbers.dtype.kind in "biuf" and close(want, numbers, exercise.tolerance, inputs)
    return Problem("container" if right else "type", text)


def _array_problem(
    exercise: Exercise, want: np.ndarray, got: Any, inputs: Sequence[np.ndarray]
) -> Problem | None:
    if type(got) is not np.ndarray:
        return _kind_problem(exercise, want, got, inputs)
    if got.shape != want.shape:
        return Problem("shape", f"expected shape {want.shape}, got {got.shape}")
    tolerance = 0.0 if exercise.keeps_dtype else exercise.tolerance
    if not close(want, got, tolerance, [] if exercise.keeps_dtype else inputs):
        return Problem("value", _differing(want, got))
    if not _dtype_fits(exercise, want.dtype, got.dtype, inputs):
        kind = "dtype" if exercise.keeps_dtype else "precision"
        return Problem(kind, f"expected dtype {want.dtype}, got {got.dtype}")
    return None


def _are_contiguous(case: Case) -> bool:
    # What NumPy stacks keeps the order of its parts, so a right answer follows its input.
    return all(array.flags.c_contiguous for array in case.arrays)


def _dtype_fits(
    exercise: Exercise, want: np.dtype, got: np.dtype, inputs: Sequence[np.ndarray]
) -> bool:
    if exercise.keeps_dtype or want.kind == "b":
        return got == want
    if want.kind in "iu":
        return got.kind in "iu"
    if got.kind == "f" and got.itemsize >= want.itemsize:
        return True
    kinds = {x.dtype.kind for x in inputs}
    whole_numbers_only = bool(kinds) and kinds <= set("iu") and got.kind in "iu"
    return whole_numbers_only or (got == np.float32 and any(x.dtype == np.float32 for x in inputs))


def _differing(want: np.ndarray, got: np.ndarray) -> str:
    with np.errstate(all="ignore"):
        differs = ~np.isclose(got, want, rtol=1e-9, atol=1e-12, equal_nan=True)
    count = int(differs.sum()) or 1
    where = np.unravel_index(int(np.argmax(differs)), want.shape)
    index = ", ".join(str(int(i)) for i in where)
    values = f"expected {want[where]:.6g}, got {got[where]:.6g}"
    return f"{count} of {want.size} values differ; first at [{index}]: {values}"


def _scalar_type_fits(want: Any, got: Any) -> bool:
    if isinstance(want, bool):
        return isinstance(got, bool | np.bool_)
    if isinstance(want, int | np.integer):
        return isinstance(got, int | np.integer) and not isinstance(got, bool)
    if isinstance(want, float | np.floating):
        return isinstance(got, float | np.floating)
    return type(got) is type(want)


def _is_numeric(value: Any) -> bool:
    return isinstance(value, bool | int | float | np.generic | np.ndarray)


def _numbers(value: Any) -> np.ndarray:
    # NumPy makes objects of integers beyond 64 bits, and cannot compare these.
    is_wide = type(value) is int and not -(2**63) <= value < 2**64
    return np.asarray(float(value) if is_wide else value)


def _largest(array: np.ndarray) -> float:
    if not array.size or array.dtype.kind == "c":
        return 0.0
    magnitudes = np.abs(array.astype(float))
    finite = magnitudes[np.isfinite(magnitudes)]
    return float(finite.max()) if finite.size else 0.0


def _kind_name(value: Any) -> str:
    if isinstance(value, Opaque):
        return _with_article(value.type)
    if isinstance(value, np.ndarray):
        return "a 0-d array" if value.ndim == 0 else f"an array of shape {value.shape}"
    if isinstance(value, bool | np.bool_):
        return "a bool"
    if isinstance(value, int | np.integer):
        return "an int"
    if isinstance(value, float | np.floating):
        return "a float"
    return "None" if value is None else _with_article(type(value).__name__)


def _with_article(name: str) -> str:
    return f"{'an' if name.startswith(tuple('AEIOUaeiou')) else 'a'} {name}"
