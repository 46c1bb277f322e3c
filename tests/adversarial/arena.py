"""Where attacks are graded: real boxes, real grading, and an honest neighbour in the same box."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache, cached_property
from html import unescape
from pathlib import Path

import class_support as support
import nbformat
import numpy as np

from autograder import render
from autograder.compare import expected
from autograder.course import Notebook, notebook
from autograder.exercise import Case, Exercise
from autograder.exercises import exercise, exercises_of
from autograder.grading import feedback
from autograder.grading.batch import read_release
from autograder.grading.engine import Graded, Grader
from autograder.grading.verdict import Verdict
from autograder.sandbox import Box, Limits, open_sandbox
from autograder.values import arrays_in

ATTACKS = Path(__file__).parent / "attacks"
#: Reached soon, and far above what honest calls need on a busy machine.
LIMITS = Limits(case_seconds=1.0, function_seconds=2.0)
#: What starting a worker anew may cost, and judging what came out, on a busy machine.
GRACE_SECONDS = 60.0
#: An answer that an honest neighbour hands in: right in one exercise, wrong in another.
HONEST = {
    "02_kernels": {
        "box_kernel": "def box_kernel(size):\n"
        "    kh, kw = (size, size) if np.ndim(size) == 0 else size\n"
        "    return np.full((kh, kw), 1 / (kh * kw))",
        "brightness_gain": "def brightness_gain(kernel):\n    return float(np.mean(kernel))",
    },
    "04_activations": {
        "he_std": "def he_std(fan_in, negative_slope=0.0):\n"
        "    if fan_in < 1:\n        raise ValueError('fan_in')\n"
        "    return float(np.sqrt(2 / ((1 + negative_slope**2) * fan_in)))",
        "tanh": "def tanh(x):\n    e = np.exp(-2 * np.abs(x))\n"
        "    return np.sign(x) * (1 - e) / (1 + e)",
        "relu": "def relu(x):\n    return np.abs(x)",
    },
    "05_pooling": {
        "global_avg_pool": "def global_avg_pool(x):\n    return x.mean(axis=(2, 3))",
        "values_saved": "def values_saved(in_shape, kernel_size, stride=None):\n    return 0.75",
    },
    "06_math_properties": {
        "translate": "def translate(x, dy, dx):\n    return np.roll(x, (dy, dx), axis=(-2, -1))",
        "invariance_error": "def invariance_error(phi, g, x):\n"
        "    return float(np.linalg.norm(phi(g(x)) - phi(x)))",
    },
    "07_train_on_gpu": {
        "one_cycle": "def one_cycle(step, total_steps, max_lr, warmup=0.3):\n    return max_lr",
        "to_batch": "def to_batch(images, mean, std):\n"
        "    batch = torch.from_numpy(images.copy())[:, None].float() / 255\n"
        "    return (batch - mean) / std",
    },
}
#: So many numbers in a row give a case away.
RUN = 6
_NUMBER = re.compile(r"\d+\.?\d*(?:e[-+]\d+)?")
_HEADER = re.compile(r"# goal: (score|leak|harm|hang)\n# (\S.*\.)\n(?=# %% )")
_CELL = re.compile(r"^# %% (\w+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """What a student hands in who wants points, secrets, or to do harm.

    Attributes:
        name: the file's, which begins with the goal.
        goal: `score`, `leak`, `harm` or `hang`.
        idea: one sentence.
        cells: sources by exercise; the last one wants what it should not have.
    """

    name: str
    goal: str
    idea: str
    cells: Mapping[str, str]

    @classmethod
    def read(cls, path: Path) -> Attack:
        text = path.read_text(encoding="utf-8")
        header = _HEADER.match(text)
        assert header is not None, f"{path.name} has no header"
        _, *parts = _CELL.split(text)
        cells = dict(zip(parts[::2], parts[1::2], strict=True))
        return cls(path.stem, header[1], header[2], cells)

    @property
    def notebook(self) -> str:
        return exercise(next(iter(self.cells))).notebook

    def sheet(self) -> bytes:
        """The attack as a notebook that is handed in."""
        visible = repr(_visible_answers()) if "{visible}" in str(self.cells) else ""
        return sheet({n: c.replace("{visible}", visible) for n, c in self.cells.items()})


def attacks() -> list[Attack]:
    return [Attack.read(path) for path in sorted(ATTACKS.glob("*.py"))]


def sheet(cells: Mapping[str, str]) -> bytes:
    """A notebook that holds some solution cells and nothing else."""
    written = [
        {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": name}}, "source": source}
        for name, source in cells.items()
    ]
    return json.dumps({"cells": written}).encode()


@cache
def _visible_answers() -> dict[str, list]:
    """The right answers to the visible cases of `correlate2d`, by a digest of their inputs."""
    known = exercise("correlate2d")
    answers = {}
    for case in known.visible_cases:
        if not case.raises:
            image, kernel = case.arguments["image"], case.arguments["kernel"]
            inputs = (image.tolist(), kernel.tolist(), float(case.arguments.get("bias", 0.0)))
            digest = hashlib.sha256(repr(inputs).encode()).hexdigest()
            answers[digest] = expected(known, case).tolist()
    return answers


class Outcome:
    """All that grading gives to a student: a verdict, a notebook, a page."""

    def __init__(self, graded: Graded, seconds: float) -> None:
        self.verdict, self.seconds, self.notebook = graded.verdict, seconds, graded.notebook

    @cached_property
    def page(self) -> str:
        cells = nbformat.reads(self.notebook, as_version=4).cells
        return render.page("feedback", **feedback._values(self.verdict, cells, {}))

    @cached_property
    def told(self) -> str:
        """Everything that is said, without the code that was handed in."""
        verdict = json.dumps(self.verdict.to_json(), ensure_ascii=False)
        pages = re.sub(r"<details>.*?</details>", "", self.page, flags=re.DOTALL)
        outputs = [
            json.dumps(cell.get("outputs", []), ensure_ascii=False)
            for cell in nbformat.reads(self.notebook, as_version=4).cells
        ]
        return unescape("\n".join([verdict, pages, *outputs])).replace("\\n", "\n")

    def leaked(self, exercise: Exercise) -> list[Case]:
        """The hidden cases whose inputs or expected values can be read in what is said."""
        hidden = support.hidden_cases(self.verdict.student, exercise.name)
        return [
            case for case in hidden if self._runs & _runs_of(exercise, case) - _public(exercise)
        ]

    @cached_property
    def _runs(self) -> set[tuple[float, ...]]:
        return _runs([float(number) for number in _NUMBER.findall(self.told)])


@cache
def _public(exercise: Exercise) -> set[tuple[float, ...]]:
    return {run for case in exercise.visible_cases for run in _runs_of(exercise, case)}


def _runs_of(exercise: Exercise, case: Case) -> set[tuple[float, ...]]:
    return {run for array in _secrets(exercise, case) for run in _runs(array.ravel())}


def _secrets(exercise: Exercise, case: Case) -> Iterator[np.ndarray]:
    yield from arrays_in(list(case.arguments.values()))
    if not case.raises:
        yield from arrays_in(expected(exercise, case))


def _runs(numbers: Sequence[float]) -> set[tuple[float, ...]]:
    """All stretches of a few numbers that do not stand anywhere by chance."""
    rounded = [round(abs(float(number)), 2) for number in numbers]
    runs = (tuple(rounded[start : start + RUN]) for start in range(len(rounded) - RUN + 1))
    return {run for run in runs if len(set(run)) > RUN // 2}


class Arena:
    """A box for each notebook, in which everybody is graded, one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._boxes = ExitStack()
        self._graders: dict[str, Grader] = {}

    def close(self) -> None:
        self._boxes.close()

    def attack(self, attack: Attack) -> Outcome:
        return self._grade(attack.notebook, attack.name, attack.sheet())

    def neighbour(self, name: str) -> Verdict:
        """The verdict on an honest submission, in the box in which the attacks are graded."""
        return self._grade(name, "honest", sheet(HONEST[name])).verdict

    def neighbour_alone(self, name: str) -> Verdict:
        """The verdict on the same submission in a box that has seen no other."""
        known = notebook(name)
        with _open(known) as box:
            return self._graded(_grader(known, box), "honest", sheet(HONEST[name])).verdict

    def empty(self, name: str) -> Verdict:
        """The verdict on a submission in which nothing is written."""
        return self._grade(name, "empty", sheet({exercises_of(name)[0].name: ""})).verdict

    def _grade(self, name: str, student: str, data: bytes) -> Outcome:
        if name not in self._graders:
            known = notebook(name)
            self._graders[name] = _grader(known, self._boxes.enter_context(_open(known)))
        return self._graded(self._graders[name], student, data)

    def _graded(self, grader: Grader, student: str, data: bytes) -> Outcome:
        path = self._folder / f"{student}.ipynb"
        path.write_bytes(data)
        start = time.monotonic()
        graded = grader.grade(student, path)
        return Outcome(graded, time.monotonic() - start)


def _open(known: Notebook) -> Box:
    return open_sandbox(known, limits=replace(LIMITS, memory_bytes=known.memory_bytes))


def _grader(known: Notebook, box: Box) -> Grader:
    return Grader(known, read_release(support.ROOT, known), box, support.SECRET)


def most_seconds(attack: Attack) -> float:
    """How long an attack may take: every cell and every function at its limit."""
    patience = sum(exercise(name).patience for name in attack.cells)
    return LIMITS.submission_seconds(len(attack.cells), patience) + GRACE_SECONDS
