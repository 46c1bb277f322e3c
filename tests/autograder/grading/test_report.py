"""The class report: a page to share, and a ranking of what the class gets wrong."""

from __future__ import annotations

import shutil

import class_support as support
import pytest
from class_support import HOSTILE_NAME
from page_support import Page

from autograder.exercises import exercises_of
from autograder.grading.feedback import write_feedback
from autograder.grading.report import ranking, write_report
from autograder.grading.verdict import ExerciseVerdict, Verdict, load_verdicts


@pytest.fixture(scope="module")
def report(graded, tmp_path_factory):
    """The report of the graded class, with one page missing."""
    out = tmp_path_factory.mktemp("report") / "out"
    shutil.copytree(graded.out, out)
    write_feedback(out, load_verdicts(out), lambda *_: None)
    shutil.rmtree(out / "feedback/empty")
    return write_report(out, load_verdicts(out))


class TestPage:
    """Everybody's points by exercise, on one page that needs no other file."""

    def test_is_inert_and_parses(self, report):
        assert Page.at(report).is_inert()

    def test_shows_everybody(self, graded, report):
        text = Page.at(report).text
        assert f"{len(graded.verdicts)} students" in text
        assert all(student in text for student in graded.verdicts)
        assert HOSTILE_NAME in text
        assert graded.verdicts["broken"]["reason"] in text

    def test_links_lead_to_pages_that_are_there(self, graded, report):
        from urllib.parse import unquote

        links = [unquote(a["href"]) for a in Page.at(report).all("a")]
        assert len(links) == len(graded.verdicts) - 1
        assert all((report.parent / link).resolve().is_file() for link in links)

    def test_pictures_and_tables_are_labelled(self, report):
        page = Page.at(report)
        assert all("Histogram of the scores" in image["alt"] for image in page.all("img"))
        assert len(page.all("caption")) == len(page.all("table"))

    def test_a_cell_says_more_than_its_colour(self, report):
        titles = [cell["title"] for cell in Page.at(report).all("td") if "title" in cell]
        assert any(t.startswith("conv2d: flipped on both axes. ") for t in titles)


class TestRanking:
    """Misconceptions by how many students have them."""

    def verdict(self, student: str, **misconceptions: str) -> Verdict:
        judged = tuple(
            ExerciseVerdict(name, 0.0, 1.0, "failed", found, "")
            for name, found in misconceptions.items()
        )
        return Verdict(student, "02_kernels", "graded", None, "bubblewrap", judged)

    def test_counts_a_student_once_and_lists_where(self):
        verdicts = [
            self.verdict("ada", conv2d="bias-missing", correlate2d="bias-missing"),
            self.verdict("emmy", conv2d="bias-missing"),
            self.verdict("alan", im2col="kernel-transposed"),
        ]
        first, second = ranking(verdicts)
        assert (first.phrase, first.students) == ("bias missing", 2)
        assert first.exercises == ("conv2d", "correlate2d")
        assert first.explanation
        assert (second.phrase, second.students) == ("kernel transposed", 1)

    def test_one_that_is_not_declared_any_more_keeps_its_id(self):
        (only,) = ranking([self.verdict("ada", conv2d="of-another-version")])
        assert (only.phrase, only.explanation) == ("of-another-version", "")

    def test_is_empty_where_nobody_has_one(self, graded):
        right = [v for v in load_verdicts(graded.out) if v.student == "ada"]
        assert ranking(right) == []
        assert right[0].max_score == sum(e.points for e in exercises_of("02_kernels"))
        assert support.KERNELS.title == "Kernels"
