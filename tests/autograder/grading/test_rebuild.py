"""Whatever bytes are handed in, answers come out or a reason does, and soon."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.grading import rebuild as module
from autograder.grading.rebuild import RejectedError, read_submission, rebuild
from autograder.magics import plain_python

STUB = "def blur(x):\n    raise NotImplementedError"
ANSWER = "def blur(x):\n    return x / 9"
OTHER = "def edge(x):\n    return x - 1"
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["cells", "worksheets", "metadata", "nbgrader", "grade_id", "source", "id"])
        | st.text(),
        inner,
    ),
)  # fmt: skip


def graded(grade_id: str, source: str, **flags: bool) -> NotebookNode:
    cell = new_code_cell(source, id=grade_id)
    cell.metadata["nbgrader"] = {"grade_id": grade_id, "schema_version": 3, **flags}
    return cell


def make_release() -> NotebookNode:
    explain = new_markdown_cell("Your answer", id="explain_blur")
    explain.metadata["nbgrader"] = {"grade_id": "explain_blur", "solution": True, "grade": True}
    return new_notebook(
        cells=[
            new_markdown_cell("# Blur", id="title"),
            graded("blur", STUB, solution=True, grade=False),
            graded("test_blur", "check('blur', blur)", solution=False, grade=True),
            graded("edge", "def edge(x): ...", solution=True, grade=False),
            explain,
        ]
    )


RELEASE = make_release()


def submission(**sources: str) -> dict[str, Any]:
    """The release as a student hands it in, with some cells' sources replaced."""
    notebook = copy.deepcopy(RELEASE)
    for cell in notebook.cells:
        cell.source = sources.get(cell.id, cell.source)
    return dict(json.loads(nbformat.writes(notebook)))


def cell_of(tree: dict[str, Any], name: str) -> dict[str, Any]:
    return next(cell for cell in tree["cells"] if cell["id"] == name)


def answers(tree: Any) -> dict[str, str]:
    return rebuild(RELEASE, json.dumps(tree).encode()).answers


def assert_answers_or_reason(data: bytes) -> None:
    try:
        found = set(rebuild(RELEASE, data).answers)
        reason = ""
    except RejectedError as error:
        found, reason = set(), str(error)
    assert found <= {"blur", "edge", "explain_blur"}
    assert bool(found) != reason.endswith((".", "?"))


class TestRebuild:
    def test_takes_the_sources_of_solution_cells(self) -> None:
        rebuilt = rebuild(RELEASE, json.dumps(submission(blur=ANSWER, explain_blur="9")).encode())
        assert rebuilt.answers["blur"] == ANSWER
        sources = {cell.id: cell.source for cell in rebuilt.notebook.cells}
        assert sources["blur"] == ANSWER
        assert sources["explain_blur"] == "9"

    def test_leaves_the_release_as_it_was(self) -> None:
        before = copy.deepcopy(RELEASE)
        answers(submission(blur=ANSWER))
        assert before == RELEASE

    def test_drops_everything_else(self) -> None:
        tree = submission(blur=ANSWER, test_blur="print('full marks')", title="# Hacked")
        blur = cell_of(tree, "blur")
        blur["metadata"]["tags"] = ["skip-execution"]
        blur["metadata"]["nbgrader"] |= {"points": 100, "grade": True, "locked": True}
        blur["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hello"}]
        tree["cells"].insert(0, new_code_cell("import os"))
        tree["cells"].reverse()
        tree["metadata"]["kernelspec"] = {"name": "evil", "display_name": "evil"}
        rebuilt = rebuild(RELEASE, json.dumps(tree).encode())
        expected = copy.deepcopy(RELEASE)
        expected.cells[1].source = ANSWER
        assert rebuilt.notebook == expected

    def test_reads_sources_that_are_lists_of_lines(self) -> None:
        tree = submission()
        cell_of(tree, "blur")["source"] = ["def blur(x):\n", "    return 1", 7, None]
        assert answers(tree)["blur"] == "def blur(x):\n    return 1"

    def test_finds_a_cell_by_its_id_when_its_metadata_is_lost(self) -> None:
        tree = submission(blur=ANSWER)
        cell_of(tree, "blur")["metadata"] = {}
        assert answers(tree)["blur"] == ANSWER

    def test_finds_a_cell_by_its_id_when_its_grade_id_was_renamed(self) -> None:
        tree = submission(blur=ANSWER)
        cell_of(tree, "blur")["metadata"]["nbgrader"]["grade_id"] = "renamed"
        assert answers(tree)["blur"] == ANSWER

    def test_follows_the_metadata_when_two_cells_are_swapped(self) -> None:
        tree = submission(blur=OTHER, edge=ANSWER)
        blur, edge = cell_of(tree, "blur"), cell_of(tree, "edge")
        blur["metadata"], edge["metadata"] = edge["metadata"], blur["metadata"]
        assert (answers(tree)["blur"], answers(tree)["edge"]) == (ANSWER, OTHER)

    @pytest.mark.parametrize("first", [ANSWER, STUB])
    def test_takes_the_last_of_duplicated_cells(self, first: str) -> None:
        tree = submission(blur=first)
        tree["cells"].append({**cell_of(tree, "blur"), "source": "def blur(x):\n    return 2"})
        assert answers(tree)["blur"] == "def blur(x):\n    return 2"

    def test_an_untouched_copy_hides_no_answer(self) -> None:
        tree = submission(blur=ANSWER)
        tree["cells"].append({**cell_of(tree, "blur"), "source": STUB})
        assert answers(tree)["blur"] == ANSWER

    def test_goes_on_without_cells_that_are_broken(self) -> None:
        tree = submission(blur=ANSWER)
        del cell_of(tree, "edge")["source"]
        tree["cells"] += [None, 3, "cell", [], {}, {"metadata": []}, {"source": {}, "id": "blur"}]
        tree["cells"].append({"id": "blur", "metadata": {"nbgrader": {"grade_id": ["blur"]}}})
        assert answers(tree)["blur"] == ANSWER
        assert "edge" not in answers(tree)

    @pytest.mark.parametrize("nbformat_number", [1, 2, 3, 5, "4", None, [], 4.5])
    def test_does_not_care_for_the_number_of_the_format(self, nbformat_number: Any) -> None:
        assert answers({**submission(blur=ANSWER), "nbformat": nbformat_number})["blur"] == ANSWER

    def test_reads_what_nbformat_writes_as_version_3(self) -> None:
        new = nbformat.reads(json.dumps(submission(blur=ANSWER)), as_version=4)
        old = json.loads(nbformat.writes(new, version=3))
        assert "worksheets" in old
        assert answers(old)["blur"] == ANSWER

    def test_reads_other_encodings_of_json(self) -> None:
        text = json.dumps(submission(blur=ANSWER))
        for encoding in ("utf-8-sig", "utf-16", "utf-32"):
            assert rebuild(RELEASE, text.encode(encoding)).answers["blur"] == ANSWER

    def test_replaces_what_no_file_can_hold(self) -> None:
        assert answers(submission(blur="x = '\ud800é'"))["blur"] == "x = '?é'"

    def test_reads_nan_and_keeps_it_out(self) -> None:
        tree = {**submission(blur=ANSWER), "metadata": {"x": float("nan")}}
        assert answers(tree)["blur"] == ANSWER

    def test_endless_code_is_an_error_that_says_so(self) -> None:
        with pytest.raises(ValueError, match="has 1000000 characters, more than 100000; shorten"):
            exec(answers(submission(blur="#" * 10**6))["blur"])

    def test_an_endless_text_is_cut_and_says_so(self) -> None:
        text = answers(submission(explain_blur="x" * 10**6))["explain_blur"]
        assert text.startswith("x" * module.MAX_SOURCE + "\n\n**Cut here: this cell has 1000000")
        assert len(text) < module.MAX_SOURCE + 100

    def test_no_number_matters(self) -> None:
        data = json.dumps(submission(blur=ANSWER)).encode()
        number = b'{"x": [' + b"9" * 5_000 + b", 1e999999, -Infinity], "
        assert rebuild(RELEASE, number + data[1:]).answers["blur"] == ANSWER

    def test_reads_twenty_thousand_cells_in_a_second(self) -> None:
        tree = submission(blur=ANSWER)
        tree["cells"] += [copy.deepcopy(cell_of(tree, "edge")) for _ in range(20_000)]
        start = time.process_time()
        assert answers(tree)["blur"] == ANSWER
        assert time.process_time() - start < 3

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "is empty"),
            (b" \n\t", "is empty"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "no valid JSON"),
            (bytes(range(256)) * 50, "no valid JSON"),
            (b'{"cells": [{"source": "def ', "no valid JSON"),
            (b"[" * 100_000, "nests far deeper"),
            (b'{"cells":' * 50_000 + b"0" + b"}" * 50_000, "nests far deeper"),
            (b'{"x": ' + b"9" * 5_000 + b"}", "no cells"),
            (b"[]", "no object"),
            (b'"cells"', "no object"),
            (b"null", "no object"),
            (b"NaN", "no object"),
            (b"{}", "no cells"),
            (b'{"cells": null}', "no cells"),
            (b'{"cells": {"source": "x"}}', "no cells"),
            (b'{"cells": []}', "no cells"),
            (b'{"worksheets": [{"cells": 3}, 4]}', "no cells"),
            (b'{"cells": [{"id": "other", "source": "x"}]}', "was another notebook handed in"),
            (b'{"cells": [[], 1, null]}', "was another notebook handed in"),
        ],
    )  # fmt: skip
    def test_says_why_it_cannot_read(self, data: bytes, reason: str) -> None:
        with pytest.raises(RejectedError, match=reason):
            rebuild(RELEASE, data)

    @pytest.mark.parametrize("part", [b"[],", b"{},"])
    def test_refuses_what_would_take_much_memory(self, part: bytes) -> None:
        tracemalloc.start()
        try:
            with pytest.raises(RejectedError, match="far more parts"):
                rebuild(RELEASE, b'{"cells": [' + part * (module.MAX_PARTS + 1) + b"0]}")
            assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
        finally:
            tracemalloc.stop()

    @given(TREES)
    def test_any_json_gives_answers_or_a_reason(self, tree: Any) -> None:
        assert_answers_or_reason(json.dumps(tree).encode())

    @given(st.binary(max_size=200), st.integers(0, 10**4))
    @settings(max_examples=200)
    def test_any_damage_gives_answers_or_a_reason(self, noise: bytes, at: int) -> None:
        data = json.dumps(submission(blur=ANSWER)).encode()
        at %= len(data)
        assert_answers_or_reason(data[:at] + noise + data[at + len(noise) :])


class TestReadSubmission:
    def test_gives_the_bytes(self, tmp_path: Path) -> None:
        (tmp_path / "a.ipynb").write_bytes(b"\x00abc")
        assert read_submission(tmp_path / "a.ipynb") == b"\x00abc"

    def test_a_file_of_just_the_limit(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "MAX_BYTES", 100)
        (tmp_path / "a.ipynb").write_bytes(bytes(100))
        assert len(read_submission(tmp_path / "a.ipynb")) == 100
        (tmp_path / "a.ipynb").write_bytes(bytes(101))
        with pytest.raises(RejectedError, match="more than 0; clear its outputs"):
            read_submission(tmp_path / "a.ipynb")

    def test_a_huge_file_is_not_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.ipynb"
        with path.open("wb") as file:
            file.truncate(2**40)
        with pytest.raises(RejectedError, match=r"a\.ipynb has 1048576 MiB, more than 32"):
            read_submission(path)

    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(RejectedError, match=r"There is no file a\.ipynb"):
            read_submission(tmp_path / "a.ipynb")

    @pytest.mark.parametrize(
        ("make", "reason"),
        [
            (lambda path: path.mkdir(), "a.ipynb is not a regular file"),
            (os.mkfifo, "a.ipynb is not a regular file"),
            (lambda path: path.symlink_to("/etc/passwd"), "a.ipynb is a link"),
            (lambda path: path.symlink_to(path), "a.ipynb is a link"),
            (lambda path: path.symlink_to("/dev/zero"), "a.ipynb is a link"),
            (lambda path: path.parent.rmdir(), "There is no file a.ipynb"),
            (lambda path: path.parent.joinpath("x").touch(), "There is no file a.ipynb"),
        ],
        ids=["folder", "fifo", "link", "loop", "endless", "no folder", "another name"],
    )
    def test_what_is_no_file(
        self, tmp_path: Path, make: Callable[[Path], object], reason: str
    ) -> None:
        make(tmp_path / "a.ipynb")
        with pytest.raises(RejectedError, match=reason):
            read_submission(tmp_path / "a.ipynb")

    def test_a_folder_that_is_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "real/a.ipynb").write_bytes(b"{}")
        (tmp_path / "link").symlink_to("real")
        with pytest.raises(RejectedError, match="The folder is a link"):
            read_submission(tmp_path / "link" / "a.ipynb")

    def test_a_file_without_permissions(self, tmp_path: Path) -> None:
        path = tmp_path / "a.ipynb"
        path.write_bytes(b"{}")
        path.chmod(0)
        if os.getuid() != 0:
            with pytest.raises(RejectedError, match=r"a\.ipynb cannot be read: Permission denied"):
                read_submission(path)
            return
        # Root may read everything, so this is tried as somebody else.
        tmp_path.chmod(0o755)
        program = (
            "import os\n"
            "from pathlib import Path\n"
            "from autograder.grading.rebuild import RejectedError, read_submission\n"
            "os.setresuid(65534, 65534, 65534)\n"
            "try:\n"
            "    read_submission(Path('a.ipynb'))\n"
            "except RejectedError as error:\n"
            "    print(error)\n"
        )
        command = [sys.executable, "-c", program]
        told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert told.stdout == "a.ipynb cannot be read: Permission denied.\n"


class TestPlainPython:
    @pytest.mark.parametrize(
        "source",
        [
            "",
            "def f(x):\n    return x % 3",
            "x = (5\n     % 3)",
            "x = 5 \\\n    % 3",
            "text = '''\n%matplotlib inline\n!ls\n'''",
            "def f(:",
            "x = 1 +",
            "x = '\\d'",
            "\0",
            "-" * 50_000 + "x",
        ],
    )
    def test_leaves_other_source_alone(self, source: str) -> None:
        assert plain_python(source) == source

    @pytest.mark.parametrize(
        ("source", "plain"),
        [
            ("%matplotlib inline\nx = 1", "pass\nx = 1"),
            ("%%time\nx = 1", "pass\nx = 1"),
            ("!pip install 'x\nx = 1", "pass\nx = 1"),
            ("x = 1\n!echo '''", "x = 1\npass"),
            ("?blur\nblur??", "pass\npass"),
            ("if x:\n    %timeit f(\nelse:\n\t!ls", "if x:\n    pass\nelse:\n\tpass"),
            ("%load_ext autoreload\nx = (5\n     % 3)", "pass\nx = (5\n     % 3)"),
            ("files = !ls\n  # none", "files = []\n  # none"),
            ("if x:\n    a, b = %who", "if x:\n    a, b = []"),
            ("%time\n" * 100, "pass\n" * 100),
        ],
    )
    def test_takes_out_what_only_ipython_understands(self, source: str, plain: str) -> None:
        assert plain_python(source) == plain
        compile(plain, "cell", "exec")

    def test_reads_a_long_line_once(self) -> None:
        source = f"x {' ' * 90_000}!"
        start = time.process_time()
        assert plain_python(source) == source
        assert time.process_time() - start < 2

    def test_gives_up_after_many(self) -> None:
        source = "%time\n" * 10_000
        start = time.process_time()
        assert plain_python(source).endswith("%time\n")
        assert time.process_time() - start < 2
