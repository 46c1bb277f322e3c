"""Grade a class: find what is new, grade it on all cores, and write it down from one place."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.build import build_notebook
from autograder.course import NOTEBOOKS, Notebook, notebook
from autograder.errors import AutograderError, GradingError
from autograder.files import write_atomically
from autograder.grading.engine import Graded, Grader, basis, fingerprint, load_secret
from autograder.grading.gradebook import CourseGradebook
from autograder.grading.rebuild import RejectedError, read_submission
from autograder.grading.verdict import Verdict, stamped_verdict
from autograder.sandbox import open_sandbox

__all__ = ["Settings", "Submission", "find_submissions", "grade_class"]


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


@dataclass(frozen=True)
class Submission:
    """One student's notebook, by its path."""

    student: str
    notebook: str
    path: Path


Progress = Callable[[int, int, str], None]

#: How long an interrupt may wait.
POLL_SECONDS = 0.2
INTERNAL = "The grader itself failed on this submission; tell the course's authors"


def find_submissions(submitted: Path, names: Sequence[str]) -> list[Submission]:
    """All submissions of the named notebooks (all notebooks when none is named).

    Raises:
        GradingError: if the folder is missing or holds none.
        CourseError: for a name that is no notebook's.
    """
    notebooks = [notebook(name) for name in names] or list(NOTEBOOKS)
    if not submitted.is_dir():
        raise GradingError(
            f"no folder {submitted}; put submissions there as "
            "<student>/<notebook>/<notebook>.ipynb, or name another with --submitted"
        )
    students = sorted(entry for entry in submitted.iterdir() if _is_students(entry))
    found = [
        Submission(_printable(student.name), known.name, folder / f"{known.name}.ipynb")
        for known in notebooks
        for student in students
        if _exists(folder := student / known.name)
    ]
    if not found:
        wanted = ", ".join(known.name for known in notebooks)
        raise GradingError(
            f"no submissions of {wanted} under {submitted}; expected "
            f"<student>/{notebooks[0].name}/{notebooks[0].name}.ipynb"
        )
    return found


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
        GradingError: if something that grading needs is missing or broken.
    """
    verdicts: dict[Submission, Verdict] = {}
    handed_in = [known for known in NOTEBOOKS if any(s.notebook == known.name for s in submissions)]
    with CourseGradebook(settings.out) as gradebook:
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
        source = build_notebook(settings.root, known).source
        gradebook.register(known.name, nbformat.reads(source, as_version=4))
        for submission, graded in _graded(settings, known, release, todo):
            _write(settings.out, graded, gradebook)
            yield submission, graded.verdict


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
        # The gradebook may have been moved away since.
        if verdict is not None and submission.student in recorded:
            done[submission] = verdict
    return done


def _graded(
    settings: Settings, known: Notebook, release: NotebookNode, todo: Sequence[Submission]
) -> Iterator[tuple[Submission, Graded]]:
    """Grade on several processes, each with a box of its own; results come as they are ready."""
    # Fail here, once and clearly, rather than in every process.
    open_sandbox(known, sandboxed=settings.sandboxed).close()
    jobs = max(1, min(settings.jobs, len(todo)))
    # spawn: a progress bar runs a thread, and a process with threads must not be forked.
    context = multiprocessing.get_context("spawn")
    with (
        _interrupt_noted() as interrupted,
        ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_open, initargs=(settings, known, release)
        ) as pool,
    ):
        try:
            yield from _as_ready(pool, todo, 3 * jobs, interrupted)
        except BrokenProcessPool:
            raise GradingError(
                "a grading process was killed, perhaps for want of memory; run again with fewer "
                "--jobs: what is graded is kept"
            ) from None
        except BaseException:
            # What has begun may take a minute; nobody waits for it after an interrupt.
            for process in multiprocessing.active_children():
                process.kill()
            raise


def _as_ready(
    pool: ProcessPoolExecutor, todo: Sequence[Submission], ahead: int, interrupted: threading.Event
) -> Iterator[tuple[Submission, Graded]]:
    """Hand out a few ahead, so that memory stays flat in a class of any size, until all is done."""
    waiting: dict[Future[Graded], Submission] = {}
    remaining = iter(todo)
    while True:
        while len(waiting) < ahead and (submission := next(remaining, None)):
            waiting[pool.submit(_grade, submission)] = submission
        if not waiting:
            return
        ready, _ = wait(waiting, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
        for future in ready:
            yield waiting.pop(future), future.result()
        if interrupted.is_set():
            raise KeyboardInterrupt


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


def _open(settings: Settings, known: Notebook, release: NotebookNode) -> None:
    global _grader
    _end_with_parent()
    sandbox = open_sandbox(known, sandboxed=settings.sandboxed)
    _grader = Grader(known, release, sandbox, load_secret(settings.out))


def _grade(submission: Submission) -> Graded:
    assert _grader is not None
    try:
        return _grader.grade(submission.student, submission.path)
    except (AutograderError, OSError):
        raise  # something that grading itself needs is missing
    except Exception as error:  # one submission must not stop the others, whatever it has done
        traceback.print_exc(file=sys.stderr)
        return _grader.reject(submission.student, f"{INTERNAL} ({type(error).__name__}).")


def _end_with_parent() -> None:
    """End this process when the grader is killed, and leave Ctrl-C to the grader."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait_for_end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait_for_end, daemon=True).start()


def _write(out: Path, graded: Graded, gradebook: CourseGradebook) -> None:
    verdict = graded.verdict
    path = out / "autograded" / verdict.student / verdict.notebook / f"{verdict.notebook}.ipynb"
    write_atomically(path, graded.notebook)
    gradebook.save(verdict.student, verdict.notebook, graded.notebook)
    verdict.write(out, graded.fingerprint)


def _is_students(entry: Path) -> bool:
    """Whether an entry is a student's; a link counts, so that it gets a verdict that says so."""
    return not entry.name.startswith(".") and (entry.is_symlink() or entry.is_dir())


def _exists(folder: Path) -> bool:
    try:
        folder.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it cannot be looked into; the verdict will say so
    return True


def _printable(name: str) -> str:
    """A folder's name as text that can be stored, whatever bytes it has."""
    return os.fsencode(name).decode(errors="backslashreplace")
