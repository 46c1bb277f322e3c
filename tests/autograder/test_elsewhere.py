"""Away from its folder the course says what to do, or comes along, where it has an address."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import nbformat
import pytest
from class_support import KERNELS, ROOT

from autograder import build as building
from autograder.course import NOTEBOOKS
from autograder.elsewhere import BEGIN, END, before_import, readme, repository
from autograder.errors import BuildError

ADDRESS = "https://github.com/somebody/cnn-workbook"
PROJECT = '[project]\nname = "x"\n\n[project.urls]\nRepository = "{}"\n'
MARKED = f"# The course\n\n{BEGIN}\nold\n{END}\n\nMore.\n"


class TestRepository:
    """One line of pyproject.toml says where the course is."""

    def test_is_none_while_nobody_has_published_it(self, tmp_path):
        assert repository(tmp_path) is None
        (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
        assert repository(tmp_path) is None

    def test_is_read_where_it_stands(self, tmp_path):
        (tmp_path / "pyproject.toml").write_text(PROJECT.format(ADDRESS))
        assert repository(tmp_path) == ADDRESS

    @pytest.mark.parametrize(
        "wrong", ["https://example.org/x", f"{ADDRESS}/tree/main", "somebody/x"]
    )
    def test_must_be_one_that_the_services_can_open(self, tmp_path, wrong):
        (tmp_path / "pyproject.toml").write_text(PROJECT.format(wrong))
        with pytest.raises(BuildError, match="expected Repository to be https"):
            repository(tmp_path)


class TestBeforeImport:
    """Python without the course stops with a sentence, or fetches it; at home nothing happens."""

    def cell(self) -> str:
        cells = nbformat.read(ROOT / f"notebooks/{KERNELS.name}/{KERNELS.name}.ipynb", 4).cells
        return next(c.source for c in cells if c.cell_type == "code")

    def test_says_above_the_import_what_to_do(self):
        lines = self.cell().splitlines()
        place = next(n for n, line in enumerate(lines) if line.startswith("from autograder import"))
        assert "run `make lab`" in " ".join(lines[place - 2 : place])

    def test_is_shown_where_the_course_is_missing(self, tmp_path):
        script = tmp_path / "bare.py"
        script.write_text(
            "import sys\n"
            "from IPython.core.interactiveshell import InteractiveShell\n"
            "sys.modules['autograder'] = None\n"
            "shell = InteractiveShell.instance(colors='NoColor')\n"
            "shell.history_manager.enabled = False\n"
            f"shell.run_cell({self.cell()!r})\n"
        )
        told = subprocess.run(
            [sys.executable, script], capture_output=True, text=True, cwd=tmp_path, check=True
        ).stdout
        assert "run `make lab` in the" in told

    def test_fetches_the_course_from_its_address(self):
        calls = []

        class Shell:
            def run_line_magic(self, *call: str) -> None:
                calls.append(call)

        def run(code: str) -> None:
            exec(code, {"get_ipython": Shell})

        run(before_import(ADDRESS))
        assert calls == []
        run(before_import(ADDRESS).replace('"autograder"', '"no_such_package"'))
        assert calls == [("pip", f"install --quiet git+{ADDRESS}")]


class TestReadme:
    """Badges stand between two marks, and nothing else is touched."""

    def test_has_none_without_an_address(self):
        assert readme(MARKED, None) == MARKED.replace("old\n", "")

    def test_leads_to_every_notebook(self):
        text = readme(MARKED, ADDRESS)
        links = re.findall(r"\]\((https://(?!.*(?:svg|png)\)).+?)\)\s", text)
        notebooks = [link for link in links if "colab" in link]
        assert [link.rpartition("/blob/main/")[2] for link in notebooks] == [
            f"notebooks/{n.name}/{n.name}.ipynb" for n in NOTEBOOKS
        ]
        assert all((ROOT / link.rpartition("/blob/main/")[2]).is_file() for link in notebooks)
        assert f"{ADDRESS.removeprefix('https://github.com/')}/HEAD" in text
        assert text.startswith("# The course\n\n")
        assert text.endswith("\n\nMore.\n")

    def test_is_the_same_when_made_again(self):
        assert readme(readme(MARKED, ADDRESS), ADDRESS) == readme(MARKED, ADDRESS)

    def test_leaves_a_text_without_marks_alone(self):
        assert readme("# Mine\n", ADDRESS) == "# Mine\n"


class TestBuild:
    """One line in pyproject.toml, one build: notebooks and README follow."""

    def test_follows_the_address(self, course):
        (course / "pyproject.toml").write_text(PROJECT.format(ADDRESS))
        (course / "README.md").write_text(MARKED)
        building.build(course)
        assert "codespaces.new/somebody" in (course / "README.md").read_text()
        for known in NOTEBOOKS:
            path = course / f"notebooks/{known.name}/{known.name}.ipynb"
            assert f"git+{ADDRESS}" in path.read_text()
        assert building.stale(course) == []

    def test_the_committed_files_have_the_address_of_this_project(self):
        urls = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"].get("urls", {})
        text = (ROOT / "README.md").read_text()
        assert text == readme(text, urls.get("Repository"))
        assert BEGIN in text
