"""What the notebooks say about themselves and refer to: times, points, words, symbols, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.course import NOTEBOOKS, Notebook
from autograder.exercises import exercises_of
from autograder.script import Script

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs/glossary.md"
README = ROOT / "README.md"

#: What a person reads in a minute.
WORDS_A_MINUTE = 200
NUMBERS = {8: "eight", 9: "nine", 11: "eleven", 14: "fourteen"}
#: The parts of every notebook, in their order.
PARTS = (
    "**Afterwards you can**",
    "**Time:**",
    "**Points:**",
    "**You need:**",
    "## How to work",
    "| symbol | meaning |",
    "### Exercise: ",
    "## Question: ",
    "## Summary",
    "**You can now explain**",
    "## What comes next",
    "## Further reading",
)
EXERCISE = re.compile(r"### Exercise: `(\w+)`\n([\d.]+) points? · (★+) · (\d+) minutes\n")
LINK = re.compile(r"\[[^\]]+\]\(([^)#:]+)(?:#([^)]+))?\)")
#: The first author and the year of “Glorot and Bengio (2010)”.
CITED = re.compile(
    r"([A-Z][\w-]+)(?:(?:, | and )(?:van )?[A-Z][\w-]+)*(?: et al\.| and others)? \((\d{4})\)"
)
TABLE_ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)

every_notebook = pytest.mark.parametrize("known", NOTEBOOKS, ids=lambda known: known.name)


def texts(known: Notebook) -> list[str]:
    """The text cells that learners see."""
    script = Script(ROOT / "solutions" / f"{known.name}.py")
    markdown = [cell for cell in script.cells if cell.cell_type == "markdown"]
    return [cell.source for cell in markdown if "rubric" not in cell.metadata]


def text(known: Notebook) -> str:
    """All that learners read, in one piece."""
    return "\n\n".join(texts(known))


def in_one_line(passage: str) -> str:
    return " ".join(passage.split())


def words_beside_exercises(known: Notebook) -> int:
    """How many words there are to read that no exercise's or question's minutes include."""
    passages = [
        re.split(r"### Exercise|## Question|## Further reading", t)[0] for t in texts(known)
    ]
    plain = re.sub(r"\$\$?[^$]*\$\$?", " formula ", re.sub(r"[|#*`_-]", " ", " ".join(passages)))
    return sum(bool(re.search(r"\w", word)) for word in plain.split())


def rows(passage: str, head: str) -> list[list[str]]:
    """The cells of the table that begins with this head."""
    table = passage[passage.index(head) :].split("\n\n")[0]
    return [row.split(" | ") for row in TABLE_ROW.findall(table)][2:]


@every_notebook
class TestStructure:
    """Every notebook is built alike."""

    def test_has_all_parts_in_order(self, known):
        places = [text(known).find(part) for part in PARTS]
        assert -1 not in places
        assert places == sorted(places)

    def test_every_exercise_has_points_time_example_arguments_and_reading(self, known):
        cells = [cell for cell in texts(known) if "### Exercise" in cell]
        declared = {exercise.name: exercise.points for exercise in exercises_of(known.name)}
        found = {}
        for cell in cells:
            name, points, _, _ = EXERCISE.search(cell).groups()
            found[name] = float(points)
            assert "**Example" in cell, name
            assert "\n| argument |" in cell, name
            assert "\n**Read:** " in cell, name
        assert found == declared

    def test_lists_what_it_tells_to_read(self, known):
        whole = in_one_line(text(known))
        body, listed = whole.split("## Further reading")
        cited = CITED.findall(body)
        entries = listed.split(" - ")
        missing = [
            f"{author} ({year})"
            for author, year in cited
            if not any(author in entry and f"({year})" in entry for entry in entries)
        ]
        assert len(cited) > 5
        assert missing == []


@every_notebook
class TestTime:
    """The time that a notebook states is the time that its parts add up to."""

    def test_is_the_sum_of_exercises_question_and_reading(self, known):
        whole = in_one_line(text(known))
        minutes = [int(found[3]) for found in EXERCISE.findall(text(known))]
        [question] = map(int, re.findall(r"points · (\d+) minutes · read by a person", whole))
        stated = re.search(r"about (\d+) minutes: (\d+) for the (\w+) exercises.*?(\d+) for", whole)
        total = sum(minutes) + question + words_beside_exercises(known) / WORDS_A_MINUTE
        assert stated.groups()[1:] == (str(sum(minutes)), NUMBERS[len(minutes)], str(question))
        assert abs(int(stated[1]) - total) <= 5
        assert 45 <= int(stated[1]) <= 90

    def test_is_the_same_everywhere(self, known):
        stated = re.search(r"about (\d+) minutes", in_one_line(text(known)))[1]
        path = f"notebooks/{known.name}/{known.name}.ipynb"
        assert str(known.minutes) == stated
        assert re.search(rf"\({path}\) \| .* \| {stated} min \|", README.read_text("utf-8"))

    def test_stands_beside_the_points(self, known):
        points = sum(exercise.points for exercise in exercises_of(known.name))
        assert f"**Points:** {points:g} for the exercises, 3 for" in in_one_line(text(known))


class TestGlossary:
    """Each word is explained once, where the glossary says."""

    def terms(self) -> list[list[str]]:
        return rows(GLOSSARY.read_text("utf-8"), "| term |")

    def test_is_complete_and_in_order(self):
        terms = self.terms()
        names = [term for term, *_ in terms]
        assert len(terms) > 60
        assert all(len(row) == 4 and all(row) for row in terms)
        assert names == sorted(set(names), key=lambda name: name.lower().replace("-", " "))

    def test_every_term_stands_in_italics_in_the_one_notebook_that_introduces_it(self):
        whole = {known.name[:2]: in_one_line(text(known)) for known in NOTEBOOKS}
        stated, found = {}, {}
        for term, _, notebook, _ in self.terms():
            italics = re.compile(rf"(?<!\*)\*{re.escape(term)}s?\*(?!\*)", re.IGNORECASE)
            stated[term] = re.findall(r"\[(\d\d)\]", notebook)
            found[term] = [number for number, said in whole.items() if italics.search(said)]
        assert found == stated

    def test_no_symbol_has_two_rows(self):
        symbols = [row[0] for row in rows(GLOSSARY.read_text("utf-8"), "| symbol |")]
        assert len(symbols) == len(set(symbols)) > 30

    @every_notebook
    def test_a_notebook_lists_its_symbols_as_the_glossary_does(self, known):
        shared = rows(GLOSSARY.read_text("utf-8"), "| symbol |")
        number = known.name[:2]
        mine = [[symbol, meaning] for symbol, meaning, used in shared if number in used.split(", ")]
        assert sorted(rows(text(known), "| symbol |")) == sorted(mine)


class TestLinks:
    """A link leads somewhere, from the folder in which the notebook lies."""

    @every_notebook
    def test_of_a_notebook_lead_to_files_and_headings_that_exist(self, known):
        links = LINK.findall(in_one_line(text(known)))
        assert "../../docs/glossary.md" in {target for target, _ in links}
        assert broken(ROOT / "notebooks" / known.name, links) == []

    @pytest.mark.parametrize("page", [GLOSSARY, README], ids=lambda page: page.stem)
    def test_of_a_page_lead_to_files_that_exist(self, page):
        links = LINK.findall(page.read_text("utf-8"))
        assert len(links) > 5
        assert broken(page.parent, links) == []


def broken(folder: Path, links: list[tuple[str, str]]) -> list[str]:
    """The links whose file is not there, or whose heading is not in it."""
    lost = []
    for target, heading in links:
        file = folder / target
        title = f"## {heading.replace('-', ' ')}"
        if not file.exists() or (heading and title not in file.read_text("utf-8")):
            lost.append(f"{target}#{heading}")
    return lost
