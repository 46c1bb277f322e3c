"""Grade a class: find what is new, grade it on all cores, and write it down from one place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.build import build_notebook
from autograder.course import NOTEBOOKS, Notebook, notebook
from autograder.errors import GradingError
from autograder.files import write_atomically
from autograder.grading.engine import Graded, Grader, fingerprint, load_secret
from autograder.grading.gradebook import GradebookWriter
from autograder.grading.rebuild import RejectedError, read_submission
from autograder.grading.verdict import Verdict, read_verdict, verdict_path
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
    found = [
        Submission(student.name, known.name, student / known.name / f"{known.name}.ipynb")
        for known in notebooks
        for student in sorted(submitted.iterdir())
        if _is_folder(student) and os.path.lexists(student / known.name)
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
    secret = load_secret(settings.out)
    verdicts: dict[Submission, Verdict] = {}
    for known in NOTEBOOKS:
        of_notebook = [s for s in submissions if s.notebook == known.name]
        if not of_notebook:
            continue
        release = read_release(settings.root, known)
        todo = []
        for submission in of_notebook:
            done = None if settings.force else _done(settings, submission, release, secret)
            if done is None:
                todo.append(submission)
            else:
                verdicts[submission] = done
                progress(len(verdicts), len(submissions), submission.student)
        if not todo:
            continue
        with GradebookWriter(settings.out) as gradebook:
            source = build_notebook(settings.root, known).source
            gradebook.register(known.name, nbformat.reads(source, as_version=4))
            for submission, graded in _graded(settings, known, todo):
                _write(settings.out, graded, gradebook)
                verdicts[submission] = graded.verdict
                progress(len(verdicts), len(submissions), submission.student)
    return [verdicts[submission] for submission in submissions]


def read_release(root: Path, known: Notebook) -> NotebookNode:
    """The release notebook into which answers are put.

    Raises:
        GradingError: if it is missing or unreadable.
    """
    path = root / "notebooks" / known.name / f"{known.name}.ipynb"
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, nbformat.reader.NotJSONError) as error:
        reason = f"cannot read the release {path}: {error}"
        raise GradingError(f"{reason}; run autograder build") from None


def _done(
    settings: Settings, submission: Submission, release: NotebookNode, secret: bytes
) -> Verdict | None:
    """The verdict of an earlier run, where nothing that it depends on has changed."""
    path = verdict_path(settings.out, submission.student, submission.notebook)
    verdict = read_verdict(path)
    if verdict is None:
        return None
    try:
        data = read_submission(submission.path)
    except RejectedError:
        return None
    name = "bubblewrap" if settings.sandboxed else "none"
    unchanged = verdict.fingerprint == fingerprint(data, release, name, secret)
    return verdict if unchanged else None


def _graded(
    settings: Settings, known: Notebook, todo: Sequence[Submission]
) -> Iterator[tuple[Submission, Graded]]:
    """Grade on several processes, each with a box of its own; results come as they are ready."""
    # Fail here, once and clearly, rather than in every process.
    open_sandbox(known, sandboxed=settings.sandboxed).close()
    jobs = max(1, min(settings.jobs, len(todo)))
    # spawn: a progress bar runs a thread, and a process with threads must not be forked.
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_open, initargs=(settings, known)
    ) as pool:
        waiting: dict[Future[Graded], Submission] = {}
        remaining = iter(todo)
        try:
            while True:
                # Only a few are handed out ahead, so that memory stays flat in a class of any size.
                while len(waiting) < 3 * jobs and (submission := next(remaining, None)):
                    waiting[pool.submit(_grade, submission)] = submission
                if not waiting:
                    return
                ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in ready:
                    yield waiting.pop(future), future.result()
        except BrokenProcessPool:
            raise GradingError(
                "a grading process was killed, perhaps for want of memory; run again with fewer "
                "--jobs: what is graded is kept"
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_grader: Grader | None = None


def _open(settings: Settings, known: Notebook) -> None:
    global _grader
    sandbox = open_sandbox(known, sandboxed=settings.sandboxed)
    release = read_release(settings.root, known)
    _grader = Grader(known, release, sandbox, load_secret(settings.out))


def _grade(submission: Submission) -> Graded:
    assert _grader is not None
    return _grader.grade(submission.student, submission.path)


def _write(out: Path, graded: Graded, gradebook: GradebookWriter) -> None:
    verdict = graded.verdict
    path = out / "autograded" / verdict.student / verdict.notebook / f"{verdict.notebook}.ipynb"
    write_atomically(path, graded.notebook)
    gradebook.save(verdict.student, verdict.notebook, graded.notebook)
    verdict.write(out)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")
