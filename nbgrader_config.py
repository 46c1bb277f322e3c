"""nbgrader's view of the course: this folder is its root, notebooks/ is the release."""

from pathlib import Path

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

# Formgrader shows what students write to a person with the right to change grades.
c.HTMLExporter.filters = {"markdown2html": "autograder.grading.markdown.inert_html"}
