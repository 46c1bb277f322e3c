"""What is said about cells that Python cannot read; the cells are what beginners write."""

from __future__ import annotations

import linecache
import warnings

import pytest

from autograder.slips.syntax import unreadable

COLON = "needs a colon"
INDENT = "Indent what belongs to line 1 by four spaces"
BRACKETS = "Put round brackets around what you give to"
SEEN_NOWHERE = "copied from elsewhere as a rule: delete what is around the ^"

#: A cell, and a part of the sentence that it is answered with.
CELLS = {
    "no colon behind def": ("def f(x)\n    return x", f"Line 1 {COLON}"),
    "no colon behind else": ("if x:\n    y\nelse\n    z", f"Line 3 {COLON}"),
    "a bracket left open": ("a = max((3, 4)\nb = 1", "The ( in line 1 is never closed"),
    "a bracket too many": ("a = max((3, 4)))", "No bracket is open where ) stands"),
    "brackets of two kinds": ("a = max((3, 4])", "A ( is open where ] stands"),
    "= for ==": ("if kh = 3:\n    x", "Write == to compare"),
    "= for == in a call": ("f(a.b=3)", "Write == to compare"),
    "a value on the left": ("3 = x", "Left of = stands the name"),
    "tabs among spaces": ("def f(x):\n    y = x\n\treturn y", "Line 3 begins with tabs where"),
    "no body": ("def f(x):\n", INDENT),
    "a body that is not indented": ("for i in x:\nprint(i)", INDENT),
    "a body of comments": ("def f(x):\n    # later\n\nx = 1", INDENT),
    "indented for nothing": ("x = 1\n  y = 2", "Line 2 begins further right"),
    "indented between": ("def f(x):\n    y = x\n  return y", "Line 3 begins between"),
    "quotes of a word processor": ("print(“a”)", 'English: “ → "   ” → "'),
    "full-width brackets and comma": ("f（1，2）", "（ → (   ， → ,   ） → )"),
    "full-width colon": ("for i in x：\n    i", "： → :"),
    "Chinese full stop": ("x = 3。5", "。 → ."),
    "minus of a formula": ("x = 3 − 2", "− → -"),
    "a sign that means nothing": ("x = 3 ∑ 2", "Python has no sign ∑"),
    "a space of a web page": (
        "x =\u00a01",
        f"holds a space that is none of Python's, {SEEN_NOWHERE}",
    ),
    "nothing that is something": (
        "x = 1\u200b",
        f"holds a sign that cannot be seen, {SEEN_NOWHERE}",
    ),
    "line numbers": ("1  def f(x):\n2      return x", "Were line numbers copied"),
    "marks of a web page": ("```python\nx = 1\n```", "Delete the line with ```"),
    "marks of git": ("<<<<<<< HEAD\nx = 1", "git left <<<<<<<"),
    "a text without an end": ("print('a)", "A text in line 1 has no end"),
    "a long text without an end": ('def f():\n    """A', "ends with three"),
    "print without brackets": ("print 'a'", f"{BRACKETS} print"),
    "check without brackets": ('check "conv2d", conv2d', f"{BRACKETS} check"),
    "else if": ("if a:\n    b\nelse if c:\n    d", "Write elif"),
    "++": ("x++", "Write x += 1"),
    "&&": ("if a && b:\n    c", "Write and for &&"),
    "!": ("if !a:\n    c", "Write not"),
    "curly brackets": ("def f(x) {\n    return x;\n}", "Write a colon in place of the curly"),
    "a capital": ("Def f(x):\n    return x", "Python knows no Def"),
    "function for def": ("function f(x):\n    return x", "Write def"),
    "for without in": ("for i range(3):\n    i", "for i in range(3):"),
    "lambda as a name": ("lambda = 0.1", "such as lambda_"),
    "lambda as a parameter": ("def f(x, lambda=1):\n    x", "such as lambda_"),
    "2x": ("y = 2x", "Write 2 * x"),
    "a notebook imported": ("from 02_kernels import f", "a notebook cannot be imported"),
    "import without as": ("import numpy np np", "import numpy as np"),
    "a formula of LaTeX": ("k = \\frac{1}{2}", "Was a formula copied?"),
    "a backslash and a space": ("x = 1 + \\ \n2", "A backslash may only end a line"),
    "no comma": ("x = [1, 2 3]", "Put a comma between"),
    "a sentence": ("The kernel is an average.", "a cell of text"),
    "return outside": ("x = 3\nreturn x", "This return stands in no function"),
    "break outside": ("if x:\n    break", "This break stands in no loop"),
    "named arguments first": ("f(shape=3, float)", "Arguments with a name"),
    "defaults first": ("def f(a=1, b):\n    a", "Parameters with a default"),
    "an f-text": ("print(f'{x')", "each { needs its }"),
    "zeros in front": ("x = 007", "without the zeros in front"),
    "anything else": ("x = ) 1 (", "No bracket is open where )"),
    "a sign too much": ("x = * 3", "as far as the ^ below line 1"),
}


def read(cell: str) -> SyntaxError:
    """The error with which Python gives up reading a cell."""
    linecache.cache["a cell"] = (len(cell), None, cell.splitlines(keepends=True), "a cell")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(SyntaxError) as caught:
            compile(cell, "a cell", "exec")
    return caught.value


class TestUnreadable:
    """Each cell is answered with what to type in place of what stands there."""

    @pytest.mark.parametrize(("cell", "sentence"), CELLS.values(), ids=CELLS)
    def test_says_what_to_do(self, cell, sentence):
        assert sentence in unreadable(read(cell))

    def test_signs_inside_a_text_are_no_mistake(self):
        assert "→" not in unreadable(read("print('（') )"))

    def test_incomplete_input_is_told_in_pythons_own_words(self):
        read("out = max((3, 4)")
        told = SyntaxError("incomplete input", ("a cell", 1, 17, "out = max((3, 4)", 1, 17))
        assert unreadable(told) == "The ( in line 1 is never closed: count the brackets."
