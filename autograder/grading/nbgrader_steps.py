"""nbgrader's own commands on our engine: the classes that nbgrader_config.py names.

`nbgrader autograde` converts a notebook twice. Into the first conversion goes what was handed in;
there `GradeInSandbox` takes the place of all that nbgrader does to clean it and to run it. What
comes out is trusted, and goes through the second conversion to nbgrader's own late penalties.
Nothing of a student's runs, or is even read as a notebook, in nbgrader's process.
"""

from __future__ import annotations

import datetime
import glob
import weakref
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter, NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import default

from autograder.course import notebook as find_notebook
from autograder.errors import AutograderError, GradingError
from autograder.files import write_atomically
from autograder.grading.batch import read_release, record, register
from autograder.grading.calls import open_box
from autograder.grading.engine import Grader, load_secret
from autograder.grading.feedback import feedback_page
from autograder.grading.folder import only_writer
from autograder.grading.gradebook import CourseGradebook, grades_csv
from autograder.grading.rebuild import written
from autograder.grading.submissions import handed_in_at, student_name
from autograder.grading.verdict import load_verdict

__all__ = [
    "FeedbackExporter",
    "GradeInSandbox",
    "GradesCsv",
    "KeepTime",
    "SubmissionExporter",
    "SubmissionFolders",
]

Resources = dict[str, Any]


class SubmissionFolders(CourseDirectory):
    """The course's folders, for a converter that looks into folders of students."""

    @classmethod
    def like(cls, other: CourseDirectory) -> SubmissionFolders:
        """The same folders as another object's."""
        same = {name: getattr(other, name) for name in other.traits(config=True)}
        folders: SubmissionFolders = cls(config=other.config, **same)
        # nbgrader copies whatever lies beside a notebook, follows links in it, and hands it out
        # with the feedback: to the student who linked to the gradebook, say.
        every = folders.format_path(folders.submitted_directory, "*", "*").rpartition("/*/*")[0]
        folders.ignore = [*folders.ignore, f"{glob.escape(every)}/*/*"]
        return folders

    def format_path(
        self, nbgrader_step: str, student_id: str, assignment_id: str, escape: bool = False
    ) -> str:
        """nbgrader's path; as a pattern, it finds names of more than one line as well."""
        path: str = super().format_path(nbgrader_step, student_id, assignment_id, escape)
        return f"(?s){path}" if escape else path

    def get_existing_timestamp(self, dest_path: str) -> datetime.datetime | None:
        """When a submission was handed in; a time that cannot be read stops nobody else."""
        return handed_in_at(Path(dest_path))


class SubmissionExporter(NotebookExporter):
    """Gives an empty notebook where nbgrader would read what a student handed in.

    It holds what a run of `nbgrader autograde` needs once, the sandbox first of all.

    Raises:
        NbGraderException: if grading cannot run; nbgrader then says why, and ends.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.course = _safe_folders(self.parent)
        try:
            self.out = _out(self.course)
            self.grader = self._open()
        except AutograderError as error:
            self.log.error(str(error))
            raise NbGraderException(str(error)) from None

    def from_filename(
        self, filename: str, resources: Resources | None = None, **more: Any
    ) -> tuple[Any, Resources]:
        """Read a notebook only where we have written it."""
        autograded = Path(self.course.root) / self.course.autograded_directory
        if Path(filename).is_relative_to(autograded):
            return super().from_filename(filename, resources, **more)
        return self.from_notebook_node(nbformat.v4.new_notebook(), resources, **more)

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources | None = None, **more: Any
    ) -> tuple[Any, Resources]:
        """Write a notebook just as `autograder grade` does."""
        # Not NotebookExporter's own, which writes it in another way.
        notebook, resources = Exporter.from_notebook_node(self, nb, resources, **more)
        return written(notebook), {**resources, "output_extension": ".ipynb"}

    def _open(self) -> Grader:
        known, root = find_notebook(self.course.assignment_id), Path(self.course.root)
        release = read_release(root, known)
        with only_writer(self.out), CourseGradebook(self.out) as gradebook:
            register(root, known, gradebook)
        sandbox = open_box(known)
        weakref.finalize(self, sandbox.close)
        return Grader(known, release, sandbox, load_secret(self.out))


class GradeInSandbox(NbGraderPreprocessor):
    """Grades a submission just as `autograder grade` does, and writes down the same."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Give the graded notebook in the place of an empty one."""
        exporter: SubmissionExporter = self.parent
        folder, name = _submission(exporter.course, resources)
        given = student_name(resources["nbgrader"]["student"]), folder / f"{name}.ipynb"
        graded = exporter.grader.grade(*given)
        if graded.doubtful:  # nbgrader grades one after the other, so this is alone already
            graded = exporter.grader.grade(*given)
        with only_writer(exporter.out), CourseGradebook(exporter.out) as gradebook:
            record(exporter.out, graded, handed_in_at(folder), gradebook)
        return nbformat.reads(graded.notebook, as_version=4), resources


class KeepTime(NbGraderPreprocessor):
    """Puts the time of handing in beside the graded notebook, where nbgrader looks for it.

    This is the last thing written: nbgrader takes a folder that is there for one that is done.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Leave the notebook as it is."""
        folder, _ = _submission(self.parent.course, resources)
        at = handed_in_at(folder)
        if at is not None:
            resources["outputs"] = {"timestamp.txt": f"{at} UTC\n".encode()}
        return nb, resources


class FeedbackExporter(Exporter):
    """Gives the page of `autograder feedback` for a graded notebook."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.course = _safe_folders(self.parent)

    @default("file_extension")
    def _html(self) -> str:
        return ".html"

    def from_filename(
        self, filename: str, resources: Resources | None = None, **more: Any
    ) -> tuple[Any, Resources]:
        """The page about the notebook at a path, with the grades given by hand."""
        resources = {**(resources or {}), "output_extension": self.file_extension}
        where, out = resources["nbgrader"], _out(self.course)
        verdict = load_verdict(out, where["student"], where["notebook"])
        with CourseGradebook(out) as gradebook:
            return feedback_page(out, verdict, gradebook), resources


class GradesCsv(ExportPlugin):
    """Writes the grades as `autograder export` does."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the chosen students' grades in the chosen assignments, or all."""
        students, assignments = set(map(str, self.student)), set(map(str, self.assignment))
        target = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", target)
        write_atomically(target, grades_csv(gradebook, students, assignments))


def _safe_folders(converter: Any) -> SubmissionFolders:
    """Have a converter, which has just made its exporter, go on with folders that are safe."""
    folders = SubmissionFolders.like(converter.coursedir)
    converter.coursedir = folders
    return folders


def _submission(course: CourseDirectory, resources: Resources) -> tuple[Path, str]:
    """The folder of what was handed in, and the notebook's name."""
    where = resources["nbgrader"]
    names = (course.submitted_directory, where["student"], where["assignment"])
    return Path(course.format_path(*names)), where["notebook"]


def _out(course: CourseDirectory) -> Path:
    """Where the grader writes: the folder above nbgrader's autograded/."""
    out = (Path(course.root) / course.autograded_directory).parent
    if course.db_url != f"sqlite:///{out / 'gradebook.db'}":
        raise GradingError(
            f"expected the gradebook {out / 'gradebook.db'}, got {course.db_url}; leave db_url as "
            "nbgrader_config.py has it"
        )
    return out
