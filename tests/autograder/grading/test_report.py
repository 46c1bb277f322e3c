"""The class report: pages to share, and rankings of what the class gets wrong."""

from __future__ import annotations

import base64
import hashlib
import shutil
from urllib.parse import unquote

import class_support as support
import pytest
from class_support import HOSTILE_NAME
from page_support import Page

from autograder import render
from autograder.exercises import exercises_of
from autograder.grading import report as module
from autograder.grading.feedback import write_feedback
from autograder.grading.report import hardest, ranking, write_report
from autograder.grading.verdict import OUTCOMES, ExerciseVerdict, Verdict, load_verdicts


@pytest.fixture(scope="module")
def report(graded, tmp_path_factory):
    """The report of the graded class, with one page missing."""
    out = tmp_path_factory.mktemp("report") / "out"
    shutil.copytree(graded.out, out)
    write_feedback(out, load_verdicts(out), lambda *_: None)
    shutil.rmtree(out / "feedback/empty")
    return write_report(out, load_verdicts(out))


@pytest.fixture(scope="module")
def students(report):
    """The report's page with a row a student."""
    return report.with_name(f"{support.KERNELS.name}.html")


class TestOverview:
    """What the class did, on one page that leads to everybody."""

    def test_is_inert_and_parses(self, report):
        assert Page.at(report).is_inert()

    def test_counts_students_and_leads_to_them(self, graded, report):
        page = Page.at(report)
        assert f"{len(graded.verdicts)} students" in page.text
        links = {link["href"].partition("#")[0] for link in page.all("a")}
        assert links == {f"{support.KERNELS.name}.html"}

    def test_a_number_leads_to_the_students_that_it_counts(self, report):
        found = {unquote(link["href"].partition("#")[2]) for link in Page.at(report).all("a")}
        assert {"", "rejected:", "flipped on both axes", "conv2d: flipped on both axes"} <= found

    def test_pictures_and_tables_are_labelled(self, report):
        page = Page.at(report)
        assert all("Histogram of the scores" in image["alt"] for image in page.all("img"))
        assert len(page.all("caption")) == len(page.all("table"))

    def test_folds_up_what_is_rare(self, monkeypatch, graded, tmp_path):
        verdicts = load_verdicts(graded.out)
        assert not Page.at(write_report(tmp_path, verdicts)).all("details")
        monkeypatch.setattr(module, "MOST_MISCONCEPTIONS", 0)
        page = Page.at(write_report(tmp_path, verdicts))
        assert len(page.all("details")) == 1
        assert f"{len(ranking(verdicts))} rarer" in page.text


class TestStudents:
    """Everybody's points by exercise, with one script that finds and sorts."""

    def test_runs_one_script_which_the_policy_names(self, students):
        page, script = Page.at(students), str(render.script("sortable"))
        assert page.is_inert(script)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        (policy,) = (m["content"] for m in page.all("meta") if "content" in m and "src" in str(m))
        assert policy.startswith("default-src 'none'; ")
        assert policy.endswith(f"; script-src 'sha256-{digest}'")

    def test_shows_everybody(self, graded, students):
        text = Page.at(students).text
        assert all(student in text for student in graded.verdicts)
        assert HOSTILE_NAME in text
        assert f"Rejected: {graded.verdicts['broken']['reason']}" in text

    def test_links_lead_to_pages_that_are_there(self, graded, students):
        links = [unquote(a["href"]) for a in Page.at(students).all("a")]
        assert len(links) == len(graded.verdicts)  # one of them without a page, and the way back
        assert all((students.parent / link).resolve().is_file() for link in links)

    def test_a_cell_says_more_than_its_colour(self, students):
        titles = [cell["title"] for cell in Page.at(students).all("td") if "title" in cell]
        assert any(t.startswith("conv2d: flipped on both axes. ") for t in titles)


class TestHardest:
    """Exercises by how few of their points the class got."""

    def test_the_hardest_comes_first_with_what_became_of_it(self):
        def verdict(student: str, *outcomes: str) -> Verdict:
            judged = tuple(
                ExerciseVerdict(name, 2.0 * (o == "passed"), 2.0, o, found or None, "")
                for name, (o, _, found) in zip(
                    ("conv2d", "im2col"), (o.partition(":") for o in outcomes), strict=True
                )
            )
            return Verdict(student, "02_kernels", "graded", None, "bubblewrap", judged)

        first, second = hardest(
            [
                verdict("ada", "passed", "failed:kernel-transposed"),
                verdict("emmy", "passed", "failed:kernel-transposed"),
                verdict("alan", "failed:bias-missing", "timeout"),
                verdict("grace", "passed", "passed"),
            ]
        )
        assert (first.name, first.share, first.mean, first.max_points) == ("im2col", 0.25, 0.5, 2.0)
        counted = {o: n for o, n in zip(OUTCOMES, first.outcomes, strict=True) if n}
        assert counted == {"passed": 1, "failed": 2, "timeout": 1}
        assert first.commonest is not None
        assert (first.commonest.phrase, first.commonest.students) == ("kernel transposed", 2)
        assert (second.name, second.share) == ("conv2d", 0.75)


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
