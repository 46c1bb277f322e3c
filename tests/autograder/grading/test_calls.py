"""What an exercise forbids is absent where it is run, and there where another one allows it."""

from __future__ import annotations

from autograder.course import notebook
from autograder.exercises import exercise
from autograder.grading.calls import make_calls
from autograder.sandbox import Cell, open_sandbox

KNOWN = notebook("04_activations")
WITH_TANH = "def {0}(x):\n    return np.tanh(x)"


def test_calls_are_made_where_their_exercise_has_what_it_may_use() -> None:
    names = ("tanh", "sigmoid", "tanh_grad")
    cells = [Cell(name, WITH_TANH.format(name)) for name in names]
    cells.append(Cell("relu", "squash = np.tanh\ndef relu(x):\n    return squash(x)"))
    asked = [(exercise(n), exercise(n).visible_cases[0]) for n in (*names, "relu")]
    with open_sandbox(KNOWN) as box:
        run = make_calls(box, cells, asked)
    ended = ["returned" if s.failure is None else s.failure.type for s in run.observations]
    assert ended == ["AttributeError", "returned", "AttributeError", "returned"]
    assert run.load == {}  # the cell of relu fails only where relu is not called


def test_what_cannot_be_read_is_executed_only_where_nothing_is_forbidden() -> None:
    cells = [Cell(n, f"def {n}(x):\n    return eval('x')") for n in ("tanh", "sigmoid")]
    asked = [(exercise(n), exercise(n).visible_cases[0]) for n in ("tanh", "sigmoid")]
    with open_sandbox(KNOWN) as box:
        run = make_calls(box, cells, asked)
    assert [seen.outcome for seen in run.observations] == ["missing", "returned"]


def test_nothing_to_do_needs_no_sandbox() -> None:
    with open_sandbox(KNOWN) as box:
        run = make_calls(box, [], [])
    assert (run.observations, dict(run.load)) == ((), {})
