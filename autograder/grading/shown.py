"""What a student gets to see of a failing call: what it does where no other call is made.

While a submission is graded, the arguments of all its calls, hidden ones too, are in the memory of
its processes or in its /tmp. Its code can find them there, and what it prints, raises or returns
would carry them out to the page with the feedback. So the one call of each exercise that is shown
is made again, in a fresh worker that is told of no other hidden one.

Where it goes well then, something that was kept from earlier calls has led it astray. If that was
kept by another exercise's function, it is not this one's fault: all its calls are made again with
nothing before them, and what comes of that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from autograder.assess import Assessment, Failing, load_note
from autograder.compare import find_problem
from autograder.exercise import Case, Exercise
from autograder.observation import Failure, Observation
from autograder.sandbox import Run
from autograder.values import Opaque

__all__ = ["as_shown"]

#: Makes calls in a fresh worker.
Runner = Callable[[Sequence[tuple[Exercise, Case]]], Run]

STATEFUL = (
    "A call ends otherwise when it is the only one; does the function keep something between "
    "calls? Start afresh in every call."
)
#: In the place of a value that would have to be computed anew, for minutes.
UNSHOWN = Opaque("value", "that is not shown")


def as_shown(
    assessments: Sequence[Assessment],
    run: Runner,
    judge_alone: Callable[[Exercise], Assessment],
    *,
    may_run: Callable[[], bool] = lambda: True,
) -> list[Assessment]:
    """The assessments with nothing of a student's in them but what comes from the shown calls.

    Points, outcomes and misconceptions stay as they are, but for an answer that is right when no
    other function has been called before it.

    Args:
        assessments: the judgement of each exercise.
        run: makes calls in a fresh worker.
        judge_alone: judges one exercise in a fresh worker.
        may_run: whether there is time left for that.
    """
    return [
        _retold(a, run, judge_alone) if _is_asked_again(a) and may_run() else _silenced(a)
        for a in assessments
    ]


def _is_asked_again(assessment: Assessment) -> bool:
    """Whether something that a student's code has said would be shown; what takes long is not."""
    failing = assessment.failing
    return (
        failing is not None
        and failing.seen.outcome in ("returned", "raised")
        and failing.problem.kind != "unwritten"
        and not assessment.exercise.once
    )


def _retold(
    assessment: Assessment, run: Runner, judge_alone: Callable[[Exercise], Assessment]
) -> Assessment:
    failing, exercise = assessment.failing, assessment.exercise
    assert failing is not None
    told = run([(exercise, failing.case)])
    (seen,) = told.observations
    if seen.outcome == "missing":
        ended = told.load.get(exercise.name, Observation("crashed"))
        problem = find_problem(exercise, failing.case, failing.want, ended)
        return replace(
            assessment,
            failing=Failing(failing.case, problem or failing.problem, failing.want, ended),
            note=load_note(ended),
        )
    problem = find_problem(exercise, failing.case, failing.want, seen)
    if problem is None:
        alone = judge_alone(exercise)
        if alone.outcome == "passed":
            return alone
        return replace(assessment, note=f"In “{failing.case.group}”: {STATEFUL}")
    shown = Failing(failing.case, problem, failing.want, seen)
    return replace(assessment, failing=shown)


def _silenced(assessment: Assessment) -> Assessment:
    """Without what a call of a student's has left, where it is not made again."""
    failing = assessment.failing
    if failing is None:
        return assessment
    known = failing.seen.failure
    seen = replace(
        failing.seen,
        printed="",
        warned=failing.seen.warned and "its text is not shown",
        failure=known and Failure(known.type, "", known.is_value_error, known.line),
    )
    if seen.outcome == "returned":
        # The problem is told by a judge that knows not to repeat what the value says.
        return replace(assessment, failing=replace(failing, seen=replace(seen, value=UNSHOWN)))
    problem = find_problem(assessment.exercise, failing.case, failing.want, seen)
    shown = Failing(failing.case, problem or failing.problem, failing.want, seen)
    return replace(assessment, failing=shown)
