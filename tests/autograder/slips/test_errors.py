"""What is said about Python's commonest errors; each line is run, and raises its own."""

from __future__ import annotations

import sys
from types import ModuleType

import numpy as np
import pytest

from autograder.slips.errors import explain

#: A line that fails, and a part of the sentence that it is answered with.
LINES = {
    "an array called": ("x(0, 1)", "write x[i, j] for an entry"),
    "a number called": ("3 .real(4)", "a * b for a product"),
    "a module called": ("sys(3)", "A module is no function"),
    "sizes side by side": ("np.ones(2, 3)", "brackets of their own: np.zeros((3, 4))"),
    "axes side by side": ("x.sum(0, 1)", "x.sum((0, 1))"),
    "a list times a float": ("[1, 2] * 0.5", "A list does not compute"),
    "a list minus a number": ("[1, 2] - 1", "A list does not compute"),
    "a list plus a number": ("[1, 2] + 1", "A list does not compute"),
    "a list's shape": ("[1, 2].shape", "np.array(…) has shape"),
    "a list with two indices": ("rows[0, 0]", "of a list it is x[i][j]"),
    "^ for a power": ("3.0 ^ 2", "x ** 2"),
    "^ for a power of an array": ("x ^ 2", "x ** 2"),
    "the shape of nothing": ("None.shape", "where it ends without return"),
    "nothing plus one": ("None + 1", "where it ends without return"),
    "an entry of nothing": ("nothing[0]", "where it ends without return"),
    "a float as a size": ("range(4 / 2)", "divide with //"),
    "a float as an index": ("x[1.0]", "divide with //"),
    "a float in a slice": ("[1, 2][: 3 / 2]", "divide with //"),
    "a number taken apart": ("a, b = 3", "such as (size, size)"),
    "the length of a number": ("len(3)", "such as (size, size)"),
    "a loop over a number": ("for i in 3: pass", "write range(n)"),
    "an index past the end": ("x[0, 3]", "Along axis 1 the indices begin at 0 and end before 3"),
    "an index too many": ("x[0, 0, 0]", "The array has 2 axes and not 3"),
    "an if about an array": ("if x > 0: pass", "np.all(…)"),
    "shapes that do not fit": ("x + np.ones((2, 2))", "compare them from the last axis on"),
    "names for too few values": ("a, b, c = x.shape", "Left of = stand 3 names for 2 values"),
    "names for too many values": ("a, b = 1, 2, 3", "Left of = stand 2 names for more values"),
    "a word that is no exception": ("raise NotImplemented", "in place of that line"),
    "a list in a cache": ("{[1]: 2}", "can be keys of nothing"),
    "a misspelt function": ("np.zeroes(3)", "Did you mean zeros?"),
    "a misspelt module": ("import nunpy", "Did you mean numpy?"),
    "a module that nobody needs": ("import tensorflow_", "the course does not need it"),
    "an exercise from cnnlib": ("from cnnlib import conv2d", "then ops.conv2d"),
    "a file that is not there": ("open('photo.npy')", "begins in the folder of the notebook"),
    "arguments that are missing": ("failure()", "Compare the call with"),
    "the end of the program": ("sys.exit()", "to leave the function, write return"),
}


def failure(line: str) -> tuple[str, str]:
    names = {"np": np, "x": np.ones((2, 3)), "rows": [[1]], "nothing": None, "sys": sys}
    try:
        exec(line, names | {"failure": failure})
    except BaseException as error:
        return type(error).__name__, str(error)
    raise AssertionError(f"{line} does not fail")


class TestExplain:
    """A known error is answered with what to write; nothing is made up about others."""

    @pytest.mark.parametrize(("line", "sentence"), LINES.values(), ids=LINES)
    def test_says_what_to_do(self, line, sentence):
        assert sentence in explain(*failure(line))

    @pytest.mark.parametrize("call", ["check()", "hint()", "solution(1, 2)", "progress(3)"])
    def test_a_call_of_the_course_is_shown_as_it_must_be(self, call):
        name = call.partition("(")[0]
        message = f"{name}() takes 1 positional argument but 2 were given"
        assert f"Write {name}(" in explain("TypeError", message)

    @pytest.mark.parametrize("line", ["raise ValueError('of my own')", "{}['size']", "1 / 0"])
    def test_says_nothing_where_python_has_said_it(self, line):
        assert explain(*failure(line)) == ""

    def test_finds_a_file_that_hides_a_module(self, monkeypatch, tmp_path):
        fake = ModuleType("numpy")
        fake.__file__ = str(tmp_path / "numpy.py")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setitem(sys.modules, "numpy", fake)
        told = explain("ImportError", "cannot import name 'check' from 'autograder'")
        assert "numpy.py beside this notebook hides the real numpy" in told

    def test_lives_without_a_folder(self, monkeypatch, tmp_path):
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        assert "Write a power" in explain("TypeError", "unsupported operand type(s) for ^: 'a'")
