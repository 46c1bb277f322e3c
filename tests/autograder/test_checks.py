"""`check` answers with a report, whatever a learner's function is or does."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import nbformat
import numpy as np
import pytest
from class_support import SCRIPT
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from page_support import Page

from autograder import check, score
from autograder.errors import CheckStoppedError, NotAFunctionError, UnknownExerciseError
from autograder.study import STATE_VARIABLE
from cnnlib import ops


@pytest.fixture(autouse=True)
def state_file(tmp_path, monkeypatch) -> Path:
    """A state file of the test's own."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv(STATE_VARIABLE, str(path))
    return path


def returning(value):
    return lambda *args, **kwargs: value


def raising(error):
    def function(*args, **kwargs):
        raise error

    return function


class BrokenRepr:
    def __repr__(self):
        raise RuntimeError("no repr")


class BrokenClass:
    @property
    def __class__(self):
        raise RuntimeError("no class")


class BrokenList(list):
    def __iter__(self):
        raise RuntimeError("no items")


class BrokenError(Exception):
    def __str__(self):
        raise SystemExit("no message")


class BrokenName(type):
    @property
    def __name__(cls):
        raise RuntimeError("no name")


class NamelessError(Exception, metaclass=BrokenName):
    pass


class BrokenAttributes:
    def __getattr__(self, name):
        raise RuntimeError(name)

    def __call__(self, *args, **kwargs):
        raise ValueError("called")


class AlwaysEqual(np.ndarray):
    def __eq__(self, other):
        return True


def endless_recursion(*args, **kwargs):
    return endless_recursion(*args, **kwargs)


def closes_its_output(*args, **kwargs):
    sys.stdout.close()
    print("still here")


def changes_everything(*args, **kwargs):
    for value in (*args, *kwargs.values()):
        if isinstance(value, np.ndarray):
            value[...] = 0
    return args


def nested(depth: int) -> list:
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


def holding_itself() -> list:
    value: list = []
    value.append(value)
    return value


ODD = {
    "None": returning(None),
    "an error": raising(RuntimeError("no")),
    "exit": raising(SystemExit(3)),
    "generator exit": raising(GeneratorExit()),
    "an error without text": raising(BrokenError()),
    "an error without a name": raising(NamelessError()),
    "half a surrogate pair": raising(ValueError("\ud800")),
    "surrogate": returning("\ud800"),
    "endless recursion": endless_recursion,
    "broken repr": returning(BrokenRepr()),
    "broken class": returning(BrokenClass()),
    "broken list": returning(BrokenList([np.ones(3)])),
    "broken attributes": BrokenAttributes(),
    "always equal": returning(np.ones(3).view(AlwaysEqual)),
    "masked": returning(np.ma.ones((2, 2))),
    "a list that holds itself": returning(holding_itself()),
    "deep": returning(nested(100_000)),
    "long": returning([1.5] * 10_000),
    "text": returning("x" * 10**6),
    "a huge number": returning(10**5000),
    "objects": returning(np.array([BrokenRepr()])),
    "structured": returning(np.zeros(3, dtype=[("a", "f4")])),
    "complex": returning(np.ones((20, 20)) * 1j),
    "not a number": returning(np.full((20, 20), np.nan)),
    "infinite": returning(np.full((20, 20), np.inf)),
    "many axes": returning(np.ones((2,) * 20)),
    "empty": returning(np.ones((0, 3))),
    "a generator": lambda *args, **kwargs: (yield),
    "a class": BrokenRepr,
    "a module's function": os.getcwd,
    "output closed": closes_its_output,
    "inputs overwritten": changes_everything,
    "no parameters": lambda: 1,
    "too many parameters": lambda a, b, c, d, e, f, g: 1,
}


class TestOddFunctions:
    """A report comes out, as text and as HTML, and never an error of the checker's own."""

    @pytest.mark.parametrize("name", ["box_kernel", "brightness_gain", "conv2d", "conv2d_backward"])
    @pytest.mark.parametrize("function", ODD.values(), ids=ODD.keys())
    def test_is_told_what_is_wrong(self, name, function):
        report = check(name, function)
        text, html = repr(report), report._repr_html_()
        assert not report.passed
        assert report.assessment.message
        assert text.startswith(f"{name}: ")
        assert len(text) < 10_000
        text.encode()
        assert Page(html).is_inert()

    @pytest.mark.parametrize(
        ("thing", "given"),
        [(None, "None"), (3, "int"), (np.ones(2), "ndarray"), ("conv2d", "str")],
    )
    def test_what_cannot_be_called_is_refused_with_the_right_call(self, thing, given):
        message = (
            rf"expected a function for 'conv2d', got {given}; pass its name "
            r'without parentheses: check\("conv2d", conv2d\)'
        )
        with pytest.raises(NotAFunctionError, match=message):
            check("conv2d", thing)

    def test_an_interrupt_says_where_the_function_was(self):
        def conv2d(x, weight, bias=None):
            raise KeyboardInterrupt  # as Ctrl-C does in the middle of a loop

        line = conv2d.__code__.co_firstlineno + 1
        with pytest.raises(
            CheckStoppedError, match=rf"conv2d was stopped in line {line}, `raise K"
        ):
            check("conv2d", conv2d)


class TestNames:
    """An exercise that is not there is answered with the nearest that is."""

    @pytest.mark.parametrize(
        ("name", "near"),
        [("conv2D", "conv2d"), ("box_kernl", "box_kernel"), ("im2colum", "im2col")],
    )
    def test_a_typo_gets_a_suggestion(self, name, near):
        with pytest.raises(UnknownExerciseError, match=f"got '{name}'; did you mean '{near}'"):
            check(name, returning(1))

    @pytest.mark.parametrize("name", ["zebra", "", None, 3, [2], np.ones(2)])
    def test_anything_else_is_told_where_names_are(self, name):
        with pytest.raises(UnknownExerciseError, match="the headings of the notebooks have the na"):
            check(name, returning(1))

    def test_a_question_is_none(self):
        with pytest.raises(UnknownExerciseError, match="is a question, which a person reads"):
            check("explain_kernel_sum", "It is the gain.")


class TestForbiddenNames:
    """What an exercise does not allow earns nothing, in the notebook as in grading."""

    def test_are_pointed_at_with_their_line(self):
        def tanh(x):
            return np.tanh(x)

        report = check("tanh", tanh)
        assert report.assessment.outcome == "forbidden"
        assert report.assessment.points == 0
        assert "Line 2 uses numpy.tanh, which this exercise does not allow." in repr(report)

    def test_are_no_matter_in_another_exercise(self):
        def sigmoid(x):
            return 0.5 * (1 + np.tanh(x / 2))

        assert check("sigmoid", sigmoid).passed


class TestSignature:
    """Parameters that do not fit are said in one sentence, with the definition to write."""

    @pytest.mark.parametrize(
        ("function", "given"),
        [
            (lambda x, weight: 1, "(x, weight)"),
            (lambda x: 1, "(x)"),
            (lambda: 1, "()"),
            (lambda x, weight, b=None: 1, "(x, weight, b=None)"),
            (lambda x, weight, bias, stride: 1, "(x, weight, bias, stride)"),
        ],
    )
    def test_says_what_was_expected_and_what_is_there(self, function, given):
        message = check("conv2d", function).assessment.message
        assert message == (
            f"Expected the parameters (x, weight, bias=None), got {given}; "
            "write def conv2d(x, weight, bias=None)."
        )

    def test_a_missing_optional_parameter_costs_the_groups_that_use_it(self):
        report = check("conv2d", lambda x, weight: ops.conv2d(x, weight))
        groups = {group.name: group.passed for group in report.assessment.groups}
        assert not groups["bias"]
        assert 0 < report.assessment.points < report.assessment.max_points
        assert "write def conv2d(x, weight, bias=None)" in repr(report)

    @pytest.mark.parametrize(
        "function",
        [
            lambda *args, **kwargs: ops.conv2d(*args, **kwargs),
            lambda a, b, bias=None: ops.conv2d(a, b, bias),
            lambda x, weight, bias=None, *, debug=False: ops.conv2d(x, weight, bias),
            functools.partial(ops.conv2d),
            type("Conv", (), {"__call__": lambda self, x, w, bias=None: ops.conv2d(x, w, bias)})(),
        ],
        ids=["stars", "other names", "one more", "partial", "object"],
    )
    def test_whatever_can_be_called_so_is_fine(self, function):
        assert check("conv2d", function).passed

    def test_a_stub_is_asked_for_its_body_first(self):
        def conv2d(x, weight, bias=None):
            raise NotImplementedError

        report = check("conv2d", conv2d)
        assert report.assessment.outcome == "missing"
        assert "write its body" in repr(report)


class TestScore:
    """The last line of every test cell: shows the report, returns the points."""

    def test_returns_the_points_of_the_visible_cases(self, capsys):
        assert score("conv2d", ops.conv2d) == 4.0
        assert "conv2d: 4 of 4 points" in capsys.readouterr().out
        assert score("conv2d", returning(None)) == 0.0

    def test_points_are_a_python_float(self, capsys):
        assert type(score("conv2d", ops.conv2d)) is float
        capsys.readouterr()


PROGRAM = """
from autograder import check, hint, progress, score, solution

def conv2d(x, weight):
    return x

def box_kernel(size):
    raise SystemExit

{show}check("conv2d", conv2d){end}
{show}score("box_kernel", box_kernel){end}
{show}hint("conv2d"){end}
{show}solution("conv2d"){end}
{show}progress(){end}
"""


class TestWhereItRuns:
    """In a script, in plain IPython, and in a Jupyter kernel."""

    def run(self, command: list[str], folder: Path, status: int = 0) -> str:
        environment = {**os.environ, STATE_VARIABLE: str(folder / "own.json"), "NO_COLOR": "1"}
        environment["IPYTHONDIR"] = str(folder)
        ended = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120
        )
        assert ended.returncode == status, ended.stderr
        assert "Traceback" not in ended.stdout + ended.stderr
        return ended.stdout

    def test_a_script_prints_reports(self, tmp_path):
        script = tmp_path / "study.py"
        script.write_text(PROGRAM.format(show="print(", end=")"))
        said = self.run([sys.executable, str(script)], tmp_path)
        assert "conv2d: 0 of 4 points" in said
        assert "write def conv2d(x, weight, bias=None)." in said
        assert "box_kernel: 0 of 2 points" in said
        assert "Hint 1 of" in said
        assert "opens after one more check" in said
        assert "[~] conv2d (0 of 4)" in said

    def test_plain_ipython_shows_text_and_one_line_for_an_error(self, tmp_path):
        ipython = [sys.executable, "-m", "IPython", "--colors=NoColor", "-c"]
        shown = self.run([*ipython, 'from autograder import hint\nhint("conv2d")'], tmp_path)
        assert shown.startswith("Out[")
        assert "]: \nHint 1 of" in shown
        code = PROGRAM.format(show="print(", end=")") + '\nhint("conv2D")'
        said = self.run([*ipython, code], tmp_path, status=1)
        assert "conv2d: 0 of 4 points" in said
        assert said.splitlines()[-1] == (
            "UnknownExerciseError: expected the name of an exercise, got 'conv2D'; "
            "did you mean 'conv2d'?"
        )

    def test_a_jupyter_kernel_shows_html_without_the_learners_markup(self, tmp_path, monkeypatch):
        monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
        book = new_notebook(
            cells=[
                new_code_cell("from autograder import check, hint, progress, score, solution"),
                new_code_cell(
                    textwrap.dedent(f"""
                    def box_kernel(size):
                        print({SCRIPT!r})
                        raise RuntimeError({SCRIPT!r})  # {SCRIPT}
                    """)
                ),
                new_code_cell('check("box_kernel", box_kernel)'),
                new_code_cell('score("box_kernel", box_kernel)'),
                new_code_cell('hint("box_kernel")'),
                new_code_cell("progress()"),
                new_code_cell(f"check({SCRIPT!r}, box_kernel)"),
            ]
        )
        NotebookClient(book, timeout=120, allow_errors=True, kernel_name="python3").execute()
        nbformat.validate(book)
        checked, scored, hinted, drawn, refused = (cell.outputs for cell in book.cells[2:])
        assert [o.output_type for o in scored] == ["display_data", "execute_result"]
        assert scored[1].data["text/plain"] == "0.0"
        for output in (*checked, scored[0], *hinted, *drawn):
            assert Page(output.data["text/html"]).is_inert()
        assert SCRIPT in Page(checked[0].data["text/html"]).text
        assert "Not yet: box_kernel" in Page(checked[0].data["text/html"]).text
        (error,) = refused
        assert error.ename == "UnknownExerciseError"
        assert len(error.traceback) == 1


class TestAfterwards:
    """A check leaves nothing behind, whatever it was given."""

    def test_output_and_warnings_go_where_they_went_before(self, capsys):
        check("conv2d", closes_its_output)
        print("after")
        assert capsys.readouterr().out == "after\n"

    def test_every_check_is_written_down(self, state_file):
        check("conv2d", returning(None))
        entry = json.loads(state_file.read_text())["exercises"]["conv2d"]
        assert entry == {"failed": 1, "points": 0.0}


class TestAnAnswerOfAnotherKind:
    @pytest.mark.parametrize(
        ("answer", "kind"),
        [(object(), "an object"), ([1], "a list"), ("x", "a str"), (1.0, "a float")],
    )
    def test_is_named_as_one_says_it(self, answer, kind):
        message = check("dense_param_count", returning(answer)).assessment.message
        assert message.endswith(f"expected an int, got {kind}.")
