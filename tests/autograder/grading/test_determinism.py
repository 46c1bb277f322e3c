"""The same submission gets the same bytes, and code is graded on its values, however written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import class_support as support
import pytest
from class_support import KERNELS

from autograder.grading.batch import Settings, grade_class
from autograder.grading.submissions import find_submissions
from autograder.grading.verdict import verdict_path
from autograder.sandbox import Call, Cell, open_sandbox

#: Ways to write an answer to box_kernel and what else a cell may do; each is worth all points.
RIGHT = {
    "class": """
class Box:
    def __call__(self, size):
        height, width = (size, size) if isinstance(size, (int, np.integer)) else size
        if height < 1 or width < 1:
            raise ValueError(size)
        return np.full((height, width), 1.0 / (height * width))

box_kernel = Box()
""",
    "static-method": """
class Kernels:
    @staticmethod
    def box(size):
        return right(size)

box_kernel = Kernels.box
""",
    "bound-method": """
class Kernels:
    def box(self, size):
        return right(size)

box_kernel = Kernels().box
""",
    "lambda": "box_kernel = lambda size: right(size)",
    "partial": """
import functools

def filled(value, size):
    return right(size) * value

box_kernel = functools.partial(filled, 1.0)
""",
    "decorated": """
import functools

def loud(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        print("called", function.__name__)
        return function(*args, **kwargs)
    return inner

@loud
def box_kernel(size):
    return right(size)
""",
    "closure": """
def make():
    calls = []
    def box_kernel(size):
        calls.append(size)
        return right(size)
    return box_kernel

box_kernel = make()
""",
    "generator": """
def rows(kernel):
    for row in kernel:
        yield row

def box_kernel(size):
    return np.array(list(rows(right(size))))
""",
    "counter": """
count = 0

def box_kernel(size):
    global count
    count += 1
    return right(size)
""",
    "prints": """
def box_kernel(size):
    print("x" * 100_000)
    import sys
    sys.stderr.write("y" * 100_000)
    return right(size)
print(box_kernel(3))
""",
    "warns-on-loading": """
import warnings
warnings.warn("old")
warnings.simplefilter("error")

def box_kernel(size):
    return right(size)
""",
    "plots": """
import matplotlib.pyplot as plt

def box_kernel(size):
    return right(size)

plt.imshow(box_kernel(3))
plt.show()
""",
    "magics": """
%matplotlib inline
!pip install numpy
def box_kernel(size):
    return right(size)
box_kernel?
display(box_kernel(3))
get_ipython().run_line_magic("time", "1")
""",
    "seeds": """
import random
np.random.seed(7)
random.seed(7)

def box_kernel(size):
    np.random.seed(1)
    np.random.rand(10)
    return right(size)
""",
    "error-state": """
np.seterr(all="raise")
np.set_printoptions(precision=2)

def box_kernel(size):
    return right(size)
""",
    "slow-to-load": """
import time
time.sleep(1.5)

def box_kernel(size):
    return right(size)
""",
    "main": """
def box_kernel(size):
    return right(size)

if __name__ == "__main__":
    assert box_kernel(3).shape == (3, 3)
""",
    "annotated": """
from __future__ import annotations
from dataclasses import dataclass

@dataclass
class Size:
    height: int
    width: int

def box_kernel(size: int | tuple[int, int]) -> np.ndarray:
    Size(1, 2)
    return right(size)
""",
    "logs": """
import logging
logging.basicConfig(level=logging.DEBUG)

def box_kernel(size):
    logging.error("called with %r", size)
    return right(size)
""",
    "fails-below": """
def box_kernel(size):
    return right(size)

box_kernel("three") + undefined
""",
    "defined-twice": """
def box_kernel(size):
    return 0

def box_kernel(size):
    return right(size)
""",
    "recursion": """
import sys
sys.setrecursionlimit(5000)

def deep(n):
    return 0 if n == 0 else deep(n - 1)

def box_kernel(size):
    deep(3000)
    return right(size)
""",
    "folder": """
import os, tempfile
os.chdir(tempfile.mkdtemp())

def box_kernel(size):
    with open("notes.txt", "a") as notes:
        notes.write("called\\n")
    return right(size)
""",
}  # fmt: skip
#: Answers by chance, whose verdicts must not be.
CHANCE = {
    "numpy": "def box_kernel(size):\n    return np.random.rand(3, 3)",
    "generator": "def box_kernel(size):\n    return np.random.default_rng().random((3, 3))",
    "python": "import random\ndef box_kernel(size):\n    return np.array([[random.random()]])",
    "hash": "def box_kernel(size):\n    return np.array([[hash('seed') % 1000 + 0.5]])",
}
#: What a wrong answer to one exercise may leave behind, and a right answer to the next one that it
#: leads astray in the same process.
LEFT = {
    "a global": (
        "half = 2\ndef box_kernel(size):\n    global half\n    half = 7",
        "assert half == 2",
    ),
    "a function of NumPy": (
        "def box_kernel(size):\n    np.zeros = np.ones",
        "assert not np.zeros(3).any()",
    ),
    "errors of NumPy": (
        "def box_kernel(size):\n    np.seterr(all='raise')",
        "np.float64(1e-300) * 1e-300",
    ),
    "its own end": ("import os\ndef box_kernel(size):\n    os._exit(0)", "pass"),
}
#: Whose verdicts are given again.
AGAIN = {*(f"chance-{name}" for name in CHANCE), "class", "plots", "recursion"}
NAME = "box_kernel"


def cell(way: str) -> str:
    """A way to write the answer, after the right answer under another name."""
    return f"{support.right_answers()[NAME]}\nright = {NAME}\n{way}"


def after(line: str) -> str:
    """The right answer to the next exercise, which begins with a line."""
    right = support.right_answers()["identity_kernel"].replace("def identity_kernel", "def right")
    return f"{right}\n\ndef identity_kernel(size):\n    {line}\n    return right(size)"


@pytest.fixture(scope="module")
def submitted(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("submitted")
    for name, way in RIGHT.items():
        support.hand_in(folder, name, support.sheet({NAME: cell(way)}))
    for name, way in CHANCE.items():
        support.hand_in(folder, f"chance-{name}", support.sheet({NAME: way}))
    for name, (wrong, line) in LEFT.items():
        answers = {NAME: wrong, "identity_kernel": after(line)}
        support.hand_in(folder, f"left-{name}", support.sheet(answers))
    return folder


@pytest.fixture(scope="module")
def first(submitted, tmp_path_factory) -> Path:
    """Graded by two processes."""
    out = support.new_out(tmp_path_factory.mktemp("first") / "out")
    support.grade(submitted, out, jobs=2)
    return out


class TestStyle:
    """Points are for the values that a function gives."""

    @pytest.mark.parametrize("name", RIGHT)
    def test_however_it_is_written_it_earns_all_points(self, first, name):
        judged = support.read_verdicts(first)[name]["exercises"][0]
        assert (judged["outcome"], judged["message"]) == ("passed", "All groups pass.")

    @pytest.mark.parametrize("name", CHANCE)
    def test_chance_earns_nothing(self, first, name):
        assert support.read_verdicts(first)[f"chance-{name}"]["score"] == 0.0


class TestOtherExercises:
    """Points for one exercise never depend on what another one's answer does."""

    @pytest.mark.parametrize("name", LEFT)
    def test_cost_nothing(self, first, name):
        wrong, right, *_ = support.read_verdicts(first)[f"left-{name}"]["exercises"]
        assert (wrong["points"], right["message"]) == (0.0, "All groups pass.")


class TestChance:
    """What is drawn without a seed is the same in every box."""

    @pytest.mark.parametrize("name", CHANCE)
    def test_is_the_same(self, name):
        cells, calls = [Cell(NAME, CHANCE[name])], [Call(NAME, (3,))]
        drawn = []
        for _ in range(2):
            with open_sandbox(KERNELS) as box:
                (seen,) = box.run(cells, calls).observations
            assert seen.outcome == "returned"
            drawn.append(seen.value.tolist())
        assert drawn[0] == drawn[1]


class TestRegrade:
    """The verdict's file is the same to the byte."""

    def test_under_load_by_one_process_in_another_order(self, first, submitted, tmp_path):
        out = support.new_out(tmp_path / "out")
        found = reversed(find_submissions(submitted, [KERNELS.name]))
        submissions = [s for s in found if s.student in AGAIN]
        busy = [subprocess.Popen([sys.executable, "-c", "while 1: pass"]) for _ in range(2)]
        try:
            grade_class(Settings(support.ROOT, submitted, out), submissions, lambda *_: None)
        finally:
            for process in busy:
                process.kill()
                process.wait()
        for submission in submissions:
            before, after = (
                verdict_path(o, submission.student, KERNELS.name).read_bytes() for o in (first, out)
            )
            assert after == before, submission.student
