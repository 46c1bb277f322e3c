"""nbgrader's view of the course: this folder is its root, notebooks/ is the release."""

from pathlib import Path

from autograder.grading import formgrader

c = get_config()  # noqa: F821 - nbgrader defines it

ROOT = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "cnn-workbook"
c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.source_directory = "build/source"
c.CourseDirectory.release_directory = "notebooks"
c.CourseDirectory.submitted_directory = "build/submitted"
c.CourseDirectory.autograded_directory = "build/autograded"
c.CourseDirectory.feedback_directory = "build/feedback"
c.CourseDirectory.solution_directory = "build/solution"
c.CourseDirectory.db_url = f"sqlite:///{ROOT / 'build' / 'gradebook.db'}"
# The release is a folder a notebook: {nbgrader_step}/{student_id}/{assignment_id}, student_id ".".
c.CourseDirectory.directory_structure = "{nbgrader_step}/{student_id}/{assignment_id}"

# nbgrader autograde, and formgrader's button, run the course's own engine. The first conversion
# grades the file that was handed in, the second one ends nbgrader's bookkeeping.
STEPS = "autograder.grading.nbgrader_steps"
c.Autograde.exporter_class = f"{STEPS}.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [f"{STEPS}.GradeInSandbox"]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.AssignLatePenalties",  # looks at the score that was just recorded
    f"{STEPS}.KeepTime",
]
# The pages and the table are those of autograder feedback and autograder export.
c.GenerateFeedback.exporter_class = f"{STEPS}.FeedbackExporter"
c.GenerateFeedback.preprocessors = []
c.ExportApp.plugin_class = f"{STEPS}.GradesCsv"
# Formgrader shows what students write to a person with the right to change grades.
c.HTMLExporter.filters = {"markdown2html": "autograder.grading.markdown.inert_html"}
c.HTMLExporter.preprocessors = ["autograder.grading.markdown.inert_names"]
formgrader.escape_pages()
