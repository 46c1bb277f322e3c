"""An instructor's way: a graded class in formgrader, an answer read by hand, its feedback page."""

from __future__ import annotations

import class_support as support
import nbformat
from lab_support import ROOT, Walk
from playwright.sync_api import Response, expect

from autograder.build import build, build_notebook
from autograder.course import notebook
from autograder.files import write_atomically
from autograder.grading.feedback import write_feedback
from autograder.grading.verdict import load_verdicts

KERNELS = notebook("02_kernels")
ANSWER = "The sum is the gain on a flat image."


def _is_saved_grade(response: Response) -> bool:
    is_grade = "/formgrader/api/grade/" in response.url and response.request.method == "PUT"
    return is_grade and response.ok


class TestInstructor:
    """Formgrader works on what `autograder grade` has written."""

    def test_reads_an_answer_by_hand_and_opens_the_feedback(self, walk: Walk):
        out = walk.lab.course / "build"
        build(walk.lab.course)
        self.hand_in(walk, "ada")
        support.grade(out / "submitted", out)
        page = walk.go("formgrader/manage_assignments")
        expect(page.get_by_role("link", name=KERNELS.name)).to_be_visible()
        walk.screenshot("assignments")
        walk.go(f"formgrader/gradebook/{KERNELS.name}/{KERNELS.name}")
        page.get_by_role("link", name="Submission #1").click()
        expect(page.get_by_text(ANSWER)).to_be_visible()
        page.wait_for_load_state("networkidle")  # formgrader has fetched the grades to change
        points = page.locator("input#explain_kernel_sum")
        points.fill("2")
        # The tick that says so fades away within a second, too soon for a busy machine.
        with page.expect_response(_is_saved_grade):
            points.press("Tab")
        walk.screenshot("by-hand")
        support.grade(out / "submitted", out)
        write_feedback(out, load_verdicts(out), lambda *_: None)
        file = f"build/feedback/ada/{KERNELS.name}/{KERNELS.name}.html"
        walk.go(f"files/{file}")
        expect(page.get_by_text("Feedback for ada")).to_be_visible()
        expect(page.get_by_role("row", name="explain_kernel_sum")).to_contain_text("2 of 3")
        walk.screenshot("feedback")

    def hand_in(self, walk: Walk, student: str) -> None:
        """A submission with every exercise solved, and the question answered."""
        solved = nbformat.reads(build_notebook(ROOT, KERNELS).source, as_version=4)
        for cell in solved.cells:
            if cell.id == "explain_kernel_sum":
                cell.source = ANSWER
        file = f"build/submitted/{student}/{KERNELS.name}/{KERNELS.name}.ipynb"
        write_atomically(walk.lab.course / file, nbformat.writes(solved))
