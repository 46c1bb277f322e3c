"""Grade a class: see what is new, grade it on all cores, and write it down from one place."""

from __future__ import annotations

import datetime
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.build import build_notebook
from autograder.course import NOTEBOOKS, Notebook
from autograder.errors import AutograderError, GradingError
from autograder.files import write_atomically
from autograder.grading.calls import open_box
from autograder.grading.engine import (
    Graded,
    Grader,
    basis,
    fingerprint,
    load_secret,
    refusal,
)
from autograder.grading.folder import only_writer, remove_leftovers
from autograder.grading.gradebook import CourseGradebook
from autograder.grading.rebuild import RejectedError, read_submission
from autograder.grading.submissions import Submission, handed_in_at
from autograder.grading.verdict import Verdict, stamped_answers, stamped_verdict

__all__ = ["Settings", "grade_class", "read_release", "record", "register"]


@dataclass(frozen=True)
class Settings:
    """What the command line says about a run of the grader.

    Attributes:
        root: the course's folder.
        submitted: holds `<student>/<notebook>/<notebook>.ipynb`.
        out: where verdicts, notebooks and the gradebook go.
        jobs: how many submissions are graded at once.
        force: whether to grade again what has not changed.
        sandboxed: False runs submissions without protection.
    """

    root: Path
    submitted: Path
    out: Path
    jobs: int = 1
    force: bool = False
    sandboxed: bool = True


Progress = Callable[[int, int, str], None]
Results = Iterator[tuple[Submission, Graded]]

#: How long an interrupt may wait.
POLL_SECONDS = 0.2
#: Processor time that reading and judging one submission may take, beside the sandbox.
OWN_SECONDS = 120.0
INTERNAL = "The grader itself failed on this submission; tell the course's authors"


def grade_class(
    settings: Settings, submissions: Sequence[Submission], progress: Progress
) -> list[Verdict]:
    """Grade submissions and write verdicts, rebuilt notebooks and the gradebook.

    Each submission is written as soon as it is graded, its verdict last: a run that is killed
    leaves whole verdicts, and the next one goes on with the rest.

    Args:
        settings: where things are, and how to grade.
        submissions: what to grade.
        progress: called as `progress(done, total, student)` after each.

    Returns:
        The verdicts on all submissions, those of earlier runs included.

    Raises:
        SandboxError: where no sandbox works.
        GradingError: if something that grading needs is missing or broken, or another grader is
            at work in the same folder.
    """
    verdicts: dict[Submission, Verdict] = {}
    handed_in = [known for known in NOTEBOOKS if any(s.notebook == known.name for s in submissions)]
    with only_writer(settings.out), CourseGradebook(settings.out) as gradebook:
        remove_leftovers(settings.out)
        for known in handed_in:
            of_notebook = [s for s in submissions if s.notebook == known.name]
            for submission, verdict in _judged(settings, known, of_notebook, gradebook):
                verdicts[submission] = verdict
                progress(len(verdicts), len(submissions), submission.student)
    return [verdicts[submission] for submission in submissions]


def _judged(
    settings: Settings, known: Notebook, submissions: list[Submission], gradebook: CourseGradebook
) -> Iterator[tuple[Submission, Verdict]]:
    """The verdicts of earlier runs first, then the new ones, each written down when it comes."""
    release = read_release(settings.root, known)
    done = {} if settings.force else _done(settings, release, submissions, gradebook)
    yield from done.items()
    todo = [submission for submission in submissions if submission not in done]
    if todo:
        register(settings.root, known, gradebook)
        for submission, graded in _graded(settings, known, release, todo):
            _write(settings.out, submission, graded, gradebook)
            yield submission, graded.verdict


def register(root: Path, known: Notebook, gradebook: CourseGradebook) -> None:
    """Record the graded cells of a notebook, made from its source.

    Raises:
        BuildError: if the source cannot be read.
        GradingError: if cells have changed since submissions of it were recorded.
    """
    source = build_notebook(root, known).source
    gradebook.register(known.name, nbformat.reads(source, as_version=4))


def read_release(root: Path, known: Notebook) -> NotebookNode:
    """The release notebook into which answers are put.

    Raises:
        GradingError: if it is missing or unreadable.
    """
    path = root / "notebooks" / known.name / f"{known.name}.ipynb"
    try:
        release = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(release)
    except OSError as error:
        reason = error.strerror or str(error)
    except Exception:  # nbformat raises many kinds for what is not a notebook
        reason = "it is no notebook"
    else:
        return release
    raise GradingError(f"cannot read the release {path}: {reason}; run autograder build")


def _done(
    settings: Settings,
    release: NotebookNode,
    submissions: list[Submission],
    gradebook: CourseGradebook,
) -> dict[Submission, Verdict]:
    """The verdicts of earlier runs, where nothing that they depend on has changed."""
    name = "bubblewrap" if settings.sandboxed else "none"
    common = basis(release, name, load_secret(settings.out))
    recorded = gradebook.recorded(submissions[0].notebook)
    done = {}
    for submission in submissions:
        try:
            now = fingerprint(read_submission(submission.path), common)
        except RejectedError:
            continue
        verdict = stamped_verdict(settings.out, submission.student, submission.notebook, now)
        if verdict is not None and _is_recorded(settings.out, submission, recorded):
            done[submission] = verdict
    return done


def _is_recorded(
    out: Path, submission: Submission, recorded: Mapping[str, datetime.datetime | None]
) -> bool:
    """Whether what belongs to a verdict is still there, and says when the file was handed in."""
    return (
        submission.student in recorded
        and recorded[submission.student] == handed_in_at(submission.path.parent)
        and _rebuilt_path(out, submission.student, submission.notebook).is_file()
    )


def _graded(
    settings: Settings, known: Notebook, release: NotebookNode, todo: Sequence[Submission]
) -> Results:
    """Grade on several processes, and once more, alone, where limits of time are in doubt.

    The machine may have been too busy; with nothing else running, the verdict counts.
    """
    doubtful = []
    for submission, graded in _graded_once(settings, known, release, todo):
        if graded.doubtful:
            doubtful.append(submission)
        else:
            yield submission, graded
    if doubtful:
        yield from _graded_once(replace(settings, jobs=1), known, release, doubtful)


def _graded_once(
    settings: Settings, known: Notebook, release: NotebookNode, todo: Sequence[Submission]
) -> Results:
    """Grade on several processes; a submission that ends its process does so to itself alone."""
    # Fail here, once and clearly, rather than in every process.
    with open_box(known, sandboxed=settings.sandboxed) as sandbox:
        name = sandbox.name
    left = list(todo)
    while left:
        broken, left = yield from _in_pool(settings, known, release, left, settings.jobs)
        # One of them has ended a process: one after the other, to find out which it is.
        while broken:
            broken, rest = yield from _in_pool(settings, known, release, broken, 1)
            if broken:
                culprit, *broken = [*broken, *rest]
                reason = f"{INTERNAL} (its process ended)."
                yield culprit, refusal(known, release, name, culprit.student, reason)


def _in_pool(
    settings: Settings,
    known: Notebook,
    release: NotebookNode,
    todo: Sequence[Submission],
    jobs: int,
) -> Generator[tuple[Submission, Graded], None, tuple[list[Submission], list[Submission]]]:
    """Grade on some processes, each with a box of its own; results come as they are ready.

    Raises:
        GradingError: if a process ends before it has a submission to grade.

    Returns:
        Where a process has ended, the submissions of which it may have been grading one (the
        oldest first), and those that nobody has begun with; else two empty lists.
    """
    jobs = max(1, min(jobs, len(todo)))
    # spawn: a progress bar runs a thread, and a process with threads must not be forked.
    context = multiprocessing.get_context("spawn")
    with (
        _interrupt_noted() as interrupted,
        ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_open, initargs=(settings, known, release)
        ) as pool,
    ):
        begun = pool.submit(_begin)
        try:
            unfinished = yield from _as_ready(pool, todo, 3 * jobs, interrupted)
        except BaseException:
            # What has begun may take a minute; nobody waits for it after an interrupt.
            for process in multiprocessing.active_children():
                process.kill()
            raise
    if unfinished[0] and begun.exception() is not None:
        raise GradingError(
            "a grading process ended before it had a submission, perhaps for want of memory; run "
            "again with fewer --jobs: what is graded is kept"
        )
    return unfinished


def _as_ready(
    pool: ProcessPoolExecutor, todo: Sequence[Submission], ahead: int, interrupted: threading.Event
) -> Generator[tuple[Submission, Graded], None, tuple[list[Submission], list[Submission]]]:
    """Hand out a few ahead, so that memory stays flat in a class of any size, until all is done."""
    waiting: dict[Submission, Future[Graded]] = {}
    remaining = deque(todo)
    try:
        while waiting or remaining:
            while remaining and len(waiting) < ahead:
                waiting[remaining[0]] = pool.submit(_grade, remaining[0])
                remaining.popleft()
            wait(waiting.values(), timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
            for submission in [s for s, future in waiting.items() if future.done()]:
                graded = waiting[submission].result()
                del waiting[submission]
                yield submission, graded
            if interrupted.is_set():
                raise KeyboardInterrupt
    except BrokenProcessPool:
        pass
    return list(waiting), list(remaining)


@contextmanager
def _interrupt_noted() -> Iterator[threading.Event]:
    """Note a Ctrl-C for the next pause, and let what is being written be written.

    Python may raise the interrupt of a moment in which the database is busy in a callback of the
    garbage collector, and drops it there: the run would go on to its end.
    """
    noted = threading.Event()
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not ours or threading.current_thread() is not threading.main_thread():
        yield noted
        return
    signal.signal(signal.SIGINT, lambda *_: noted.set())
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


_grader: Grader | None = None
_failure: AutograderError | OSError | None = None


def _open(settings: Settings, known: Notebook, release: NotebookNode) -> None:
    """Prepare a process for its submissions; what fails is raised where it can be told."""
    global _grader, _failure
    _end_with_parent()
    try:
        sandbox = open_box(known, sandboxed=settings.sandboxed)
        _grader = Grader(known, release, sandbox, load_secret(settings.out))
    except (AutograderError, OSError) as error:
        _failure = error


def _begin() -> None:
    """A task that shows that a process can begin."""


def _grade(submission: Submission) -> Graded:
    if _failure is not None:
        raise _failure
    assert _grader is not None
    # Should something that a student wrote keep us busy for good, this process ends.
    signal.setitimer(signal.ITIMER_PROF, OWN_SECONDS)
    try:
        return _grader.grade(submission.student, submission.path)
    except (AutograderError, OSError):
        raise  # something that grading itself needs is missing
    except Exception as error:  # one submission must not stop the others, whatever it has done
        traceback.print_exc(file=sys.stderr)
        return _grader.reject(submission.student, f"{INTERNAL} ({type(error).__name__}).")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _end_with_parent() -> None:
    """End this process when the grader is killed, and leave Ctrl-C to the grader."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait_for_end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait_for_end, daemon=True).start()


def _write(out: Path, submission: Submission, graded: Graded, gradebook: CourseGradebook) -> None:
    at = handed_in_at(submission.path.parent)
    path = _rebuilt_path(out, submission.student, submission.notebook)
    write_atomically(path, graded.notebook)
    if at is not None:
        # Where nbgrader looks for it when it asks which submissions are newer.
        write_atomically(path.with_name("timestamp.txt"), f"{at} UTC\n")
    record(out, graded, at, gradebook)


def record(
    out: Path, graded: Graded, at: datetime.datetime | None, gradebook: CourseGradebook
) -> None:
    """Write a verdict into the gradebook, and then its file.

    Args:
        out: where the grader writes.
        graded: what grading gave.
        at: when the submission was handed in, where that is known.
        gradebook: the open gradebook.
    """
    verdict = graded.verdict
    before = stamped_answers(out, verdict.student, verdict.notebook)
    changed = {
        name
        for name in before.keys() | graded.answers.keys()
        if before.get(name) != graded.answers.get(name)
    }
    gradebook.save(verdict.student, verdict.notebook, graded.notebook, changed, at)
    verdict.write(out, graded.fingerprint, graded.answers)


def _rebuilt_path(out: Path, student: str, name: str) -> Path:
    return out / "autograded" / student / name / f"{name}.ipynb"
