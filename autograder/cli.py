"""The command line: build, grade, feedback, report, export, demo, doctor."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from autograder.course import course_root
from autograder.errors import AutograderError, CourseError

__all__ = ["main"]

console = Console(highlight=False)

OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where verdicts, pages and the gradebook are.  [default: build]",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="How many submissions are worked on at once.",
)


def main() -> None:
    """Run the command line: bad input gets one sentence and exit status 2."""
    try:
        commands(standalone_mode=False)
    except AutograderError as error:
        _fail(str(error))
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _fail(f"{error.strerror or error}{where}; what was there before is untouched")
    except click.ClickException as error:
        _fail(f"{error.format_message().rstrip('.')}; autograder --help says more")
    except (click.Abort, KeyboardInterrupt):
        _fail("interrupted; run the same command again to go on")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Make the course's notebooks, and grade submissions of them."""


@commands.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when notebooks/ is stale.")
def build(check: bool) -> None:
    """Make notebooks/ and build/source/ from solutions/ and the declared exercises."""
    from autograder import build as building

    root = _root()
    if not check:
        for path in building.build(root):
            console.print(f"wrote {path.relative_to(root)}")
        return
    outdated = [str(path.relative_to(root)) for path in building.stale(root)]
    if outdated:
        console.print(f"stale: {', '.join(outdated)}; run autograder build")
        sys.exit(1)
    console.print("notebooks/ is up to date")


@commands.command()
@click.argument("notebooks", nargs=-1, metavar="[NOTEBOOK]...")
@click.option(
    "--submitted",
    type=click.Path(file_okay=False, path_type=Path),
    help="Holds <student>/<notebook>/<notebook>.ipynb.  [default: build/submitted]",
)
@OUT
@JOBS
@click.option("--force", is_flag=True, help="Grade again what has not changed.")
@click.option("--no-sandbox", is_flag=True, help="Run submissions with all your rights.")
def grade(
    notebooks: tuple[str, ...],
    submitted: Path | None,
    out: Path | None,
    jobs: int,
    force: bool,
    no_sandbox: bool,
) -> None:
    """Grade submissions (of all notebooks when none is named) and say who got what and why.

    A second run grades only what has changed.
    """
    from autograder.grading.batch import Settings, grade_class
    from autograder.grading.submissions import find_submissions, left_alone
    from autograder.grading.summary import printable, summary

    root = _root()
    settings = Settings(
        root=root,
        submitted=submitted or root / "build/submitted",
        out=out or root / "build",
        jobs=jobs,
        force=force,
        sandboxed=not no_sandbox,
    )
    submissions = find_submissions(settings.submitted, notebooks)
    if no_sandbox:
        console.print("[yellow]No sandbox: the submissions' code runs with all your rights.[/]")
    with _progress("Grading") as advance:
        verdicts = grade_class(settings, submissions, advance)
    console.print(summary(verdicts))
    for path in left_alone(settings.submitted):
        said = f"{printable(str(path))} is no submission, and was left alone"
        console.print(Text(f"{said}; expected <student>/<notebook>/<notebook>.ipynb"))
    _places({"verdicts": settings.out / "verdicts"}, "autograder feedback", out)


@commands.command()
@OUT
def feedback(out: Path | None) -> None:
    """Write a page for every graded submission."""
    from autograder.grading.feedback import write_feedback
    from autograder.grading.verdict import load_verdicts

    folder = out or _root() / "build"
    with _progress("Writing pages") as advance:
        write_feedback(folder, load_verdicts(folder), advance)
    _places({"pages": folder / "feedback"}, "autograder report", out)


@commands.command()
@OUT
def report(out: Path | None) -> None:
    """Show the class, and write the same as a page."""
    from autograder.grading.report import write_report
    from autograder.grading.summary import summary
    from autograder.grading.verdict import load_verdicts

    folder = out or _root() / "build"
    verdicts = load_verdicts(folder)
    console.print(summary(verdicts))
    _places({"page": write_report(folder, verdicts)}, "autograder export", out)


@commands.command()
@OUT
def export(out: Path | None) -> None:
    """Write grades.csv with nbgrader's exporter, grades given by hand included."""
    from autograder.grading.gradebook import export_csv

    _places({"grades": export_csv(out or _root() / "build")})


@commands.command()
@click.argument("notebook", default="02_kernels")
@click.option("--students", type=click.IntRange(min=1), default=30, show_default=True)
@OUT
@JOBS
def demo(notebook: str, students: int, out: Path | None, jobs: int) -> None:
    """Grade a sample class: right, wrong, unfinished and hostile answers to NOTEBOOK."""
    from autograder import demo as sample
    from autograder.course import notebook as find_notebook
    from autograder.grading.summary import summary

    root = _root()
    folder = out or root / "build/demo"
    known = find_notebook(notebook)
    with _progress("Grading") as advance:
        verdicts = sample.grade_sample(root, known, folder, students, jobs, advance)
    with _progress("Writing pages") as advance:
        places = sample.write_pages(folder, verdicts, advance)
    console.print(summary(verdicts))
    _places(places)


@commands.command()
def doctor() -> None:
    """Try for real what grading needs on this machine, and name the remedy for what fails.

    Ends with status 1 where something that grading needs does not work.
    """
    from autograder.sandbox.doctor import examine, table

    findings = examine()
    console.print(table(findings))
    if not all(finding.works for finding in findings if finding.needed):
        sys.exit(1)


def _places(places: dict[str, Path], following: str = "", out: Path | None = None) -> None:
    """Say, as the last lines, where things are and which command comes next."""
    console.print()
    for what, path in places.items():
        console.print(Text(f"{what}: {path}"), soft_wrap=True)
    if following:
        option = f" --out {shlex.quote(str(out))}" if out else ""
        console.print(Text(f"Next: {following}{option}"), soft_wrap=True)


def _root() -> Path:
    root = course_root()
    if root is None:
        raise CourseError(
            f"expected a course's folder at or above {Path.cwd()}, found no nbgrader_config.py; "
            "change into the course's folder"
        )
    return root


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar with an estimate of the time that is left."""
    from autograder.grading.summary import printable

    def advance(done: int, total: int, last: str) -> None:
        bar.update(task, completed=done, total=total, last=printable(last))

    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[last]}", markup=False),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(what, total=None, last="")
        yield advance


def _fail(message: str) -> None:
    print(f"error: {message}", file=sys.stderr)
    sys.exit(2)
