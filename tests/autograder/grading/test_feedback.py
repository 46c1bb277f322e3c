"""A student's page says what happened, gives one failing case away, and runs nothing."""

from __future__ import annotations

import shutil
from html import unescape
from pathlib import Path

import class_support as support
import pytest
from class_support import HOSTILE_NAME, KERNELS, QUESTION, SCRIPT
from nbgrader.api import Gradebook
from page_support import Page

from autograder.exercises import exercises_of
from autograder.grading.feedback import write_feedback
from autograder.grading.verdict import load_verdicts
from autograder.render import value_text

EXERCISES = exercises_of(KERNELS.name)


@pytest.fixture(scope="session")
def pages(graded, tmp_path_factory) -> dict[str, Path]:
    """Everybody's page, written from a copy of what was graded."""
    out = tmp_path_factory.mktemp("pages") / "out"
    shutil.copytree(graded.out, out)
    paths = write_feedback(out, load_verdicts(out), lambda *_: None)
    return {path.parents[1].name: path for path in paths}


class TestContents:
    """Points, what is behind them, the code, the answer."""

    def test_everybody_has_a_page_that_parses(self, graded, pages):
        assert pages.keys() == graded.verdicts.keys()
        for path in pages.values():
            assert Page.at(path).all("html") == [{"lang": "en"}]

    def test_shows_the_points_and_every_exercise(self, pages):
        page = Page.at(pages["partial"])
        assert "8 of 33 points" in page.text
        for exercise in EXERCISES:
            assert {"href": f"#{exercise.name}"} in page.all("a")
            assert {"id": exercise.name} in page.all("h2")

    def test_names_the_mistake_and_shows_the_failing_case(self, graded, pages):
        text = Page.at(pages["flipped"]).text
        assert "flipped on both axes" in text
        assert "The smallest failing input found" in text
        assert text.count("expected") >= 1

    def test_shows_the_code_and_the_answer_that_were_handed_in(self, pages):
        text = Page.at(pages["ada"]).text
        assert "def conv2d(x, weight, bias=None):" in text
        assert "The sum is the gain on a flat image." in text
        assert "30 of 33 points; 3 more wait for a person to read your answer" in text

    def test_what_was_not_written_is_not_shown(self, pages):
        page = Page.at(pages["empty"])
        assert page.all("details") == []
        assert "not written" in page.text
        assert "wait for a person" not in page.text

    def test_a_rejected_submission_has_its_reason(self, graded, pages):
        text = Page.at(pages["broken"]).text
        assert f"could not be graded. {graded.verdicts['broken']['reason']}" in text
        assert "conv2d" not in text

    def test_what_a_person_gave_and_wrote_is_shown(self, own):
        where = (KERNELS.name, KERNELS.name, "partial")
        with Gradebook(f"sqlite:///{own.out}/gradebook.db", "cnn-workbook") as book:
            book.find_grade("test_conv2d", *where).manual_score = 1.5
            book.find_comment("conv2d", *where).manual_comment = "For the idea <b>alone</b>."
            grade = book.find_grade(QUESTION, *where)
            grade.manual_score, grade.needs_manual_grade = 2.0, False
            book.db.commit()
        write_feedback(own.out, load_verdicts(own.out), lambda *_: None)
        page = Page.at(own.out / "feedback/partial/02_kernels/02_kernels.html")
        assert "11.5 of 33 points" in page.text
        assert "A person changed the points to 1.5 of 4." in page.text
        assert "For the idea <b>alone</b>." in page.text
        assert page.all("b") == []


class TestSecrecy:
    """Of the hidden cases a page shows at most the one that the diagnosis chose."""

    @pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
    def test_at_most_one_case_of_an_exercise_is_shown(self, pages, exercise):
        for student, path in pages.items():
            section = section_of(path, exercise.name)
            cases = [*exercise.visible_cases, *support.hidden_cases(student, exercise.name)]
            shown = {texts for case in cases if (texts := long_values(case))
                     and all(text in section for text in texts)}  # fmt: skip
            assert len(shown) <= 1

    def test_the_one_is_shown_where_only_hidden_cases_fail(self, pages):
        section = section_of(pages["visible"], "correlate2d")
        hidden = [long_values(case) for case in support.hidden_cases("visible", "correlate2d")]
        assert any(texts and all(text in section for text in texts) for texts in hidden)

    def test_nothing_is_shown_of_the_cases_of_a_right_answer(self, pages):
        for exercise in EXERCISES:
            section = section_of(pages["ada"], exercise.name).partition("<details>")[0]
            assert f"Passed: <code>{exercise.name}" in section
            assert "array of shape" not in section


def section_of(path: Path, name: str) -> str:
    """What a page says about one exercise, as a reader sees it."""
    pieces = path.read_text(encoding="utf-8").split('<h2 id="')
    return unescape(next((p for p in pieces if p.startswith(f'{name}"')), ""))


def long_values(case) -> tuple[str, ...]:
    """The arguments of a case that stand nowhere by chance, as a page would show them."""
    return tuple(value_text(a) for a in case.arguments.values() if getattr(a, "size", 0) >= 4)


class TestInjections:
    """Markup in a name, code, an answer, output or an error is text."""

    def test_every_page_is_inert(self, pages):
        for path in pages.values():
            assert Page.at(path).is_inert()

    def test_the_page_forbids_scripts_and_fetching(self, pages):
        policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        for path in pages.values():
            metas = Page.at(path).all("meta")
            assert {"http-equiv": "Content-Security-Policy", "content": policy} in metas

    def test_what_was_written_is_shown_as_it_was_written(self, pages):
        page = Page.at(pages[HOSTILE_NAME])
        assert f"Feedback for {HOSTILE_NAME}" in page.text
        assert f"RuntimeError: {SCRIPT}" in page.text  # the exception's message
        assert f"raise RuntimeError({SCRIPT!r})  # {SCRIPT}" in page.text  # the code
        assert f"My *answer*: {SCRIPT} [link](javascript:alert(1))" in page.text
        assert "Your function printed:" in page.text

    def test_the_outputs_that_formgrader_shows_are_inert_as_well(self, graded):
        import nbformat

        path = graded.out / "autograded" / HOSTILE_NAME / KERNELS.name / f"{KERNELS.name}.ipynb"
        cells = nbformat.read(path, as_version=4).cells
        htmls = [o.data["text/html"] for c in cells for o in c.get("outputs", []) if "data" in o
                 and "text/html" in o.data]  # fmt: skip
        assert len(htmls) == len(EXERCISES)
        assert all(Page(html).is_inert() for html in htmls)
