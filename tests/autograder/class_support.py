"""A small class for the tests of grading: its answers, its files, and the command line."""

from __future__ import annotations

import copy
import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.build import build_notebook
from autograder.course import notebook
from autograder.exercise import Case
from autograder.exercises import exercise, exercises_of
from autograder.grading.batch import Settings, grade_class
from autograder.grading.submissions import find_submissions
from autograder.grading.verdict import Verdict

ROOT = Path(__file__).resolve().parents[2]
KERNELS = notebook("02_kernels")
QUESTION = "explain_kernel_sum"
#: Fixed, so that hidden cases are the same in every run of the tests.
SECRET = hashlib.sha256(b"the secret of the tests").digest()
#: Marks of what a student wrote; none of them may come out as HTML.
SCRIPT = "</pre></details><script>alert('owned')</script><img src=x onerror=alert(1)>"
HOSTILE_NAME = "<img src=x onerror=alert(1)>, \"junior\" & 'co'"


@dataclass(frozen=True)
class GradedClass:
    """A class that was graded for real: its folders, and its verdicts as they were written."""

    submitted: Path
    out: Path
    verdicts: Mapping[str, Any]


@cache
def release() -> NotebookNode:
    path = ROOT / "notebooks" / KERNELS.name / f"{KERNELS.name}.ipynb"
    return nbformat.read(path, as_version=4)


@cache
def right_answers() -> dict[str, str]:
    """The course's own solutions, by exercise."""
    source = nbformat.reads(build_notebook(ROOT, KERNELS).source, as_version=4)
    names = {e.name for e in exercises_of(KERNELS.name)}
    return {cell.id: cell.source for cell in source.cells if cell.id in names}


def sheet(answers: Mapping[str, str]) -> bytes:
    """The release with some answers put in, as a file."""
    filled = copy.deepcopy(release())
    for cell in filled.cells:
        cell.source = answers.get(cell.id, cell.source)
    return json.dumps(filled).encode()


def wrapped(name: str, call: str, before: str = "") -> str:
    """The right answer to an exercise, called by a wrapper that gets it wrong."""
    return f"{right_answers()[name]}\nright = {name}\n\n{before}\ndef {name}{call}\n"


def only_visible_shapes(name: str) -> str:
    """An answer that is right for shapes of visible cases and for no others."""
    shapes = sorted(
        {
            tuple(a.shape for a in case.arguments.values() if hasattr(a, "shape"))
            for case in exercise(name).visible_cases
        }
    )
    return wrapped(
        name,
        "(image, kernel, bias=0.0):\n"
        "    wrong = (image.shape, kernel.shape) not in SEEN\n"
        "    return right(image, kernel, bias) + wrong",
        f"SEEN = {shapes!r}\n",
    )


def hand_in(submitted: Path, student: str, data: bytes) -> Path:
    path = submitted / student / KERNELS.name / f"{KERNELS.name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def the_class() -> dict[str, bytes]:
    """One student of every kind that the tests tell apart."""
    right = right_answers()
    first_three = dict(list(right.items())[:3])
    injections = {
        **right,
        "box_kernel": f"def box_kernel(size):\n    raise RuntimeError({SCRIPT!r})  # {SCRIPT}",
        "correlate2d": wrapped(
            "correlate2d",
            f"(image, kernel, bias=0.0):\n    print({SCRIPT!r})\n    return {SCRIPT!r}",
        ),
        QUESTION: f"My *answer*: {SCRIPT} [link](javascript:alert(1))",
    }
    flipped = wrapped(
        "conv2d", "(x, weight, bias=None):\n    return right(x, weight[..., ::-1, ::-1], bias)"
    )
    return {
        "ada": sheet({**right, QUESTION: "The sum is the gain on a flat image."}),
        "broken": b'{"cells": [',
        "empty": sheet({}),
        "flipped": sheet({**right, "conv2d": flipped}),
        "partial": sheet(first_three),
        "visible": sheet({**right, "correlate2d": only_visible_shapes("correlate2d")}),
        HOSTILE_NAME: sheet(injections),
    }


def hidden_cases(student: str, name: str) -> list[Case]:
    """The hidden cases of one student, as DESIGN.md says they are drawn."""
    key = hmac.digest(SECRET, f"{student}\0{name}".encode(), "sha256")
    return exercise(name).hidden_cases(key)


def autograder(
    *arguments: object, cwd: Path = ROOT, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(command(*arguments), cwd=cwd, capture_output=True, text=True, **options)


def command(*arguments: object) -> list[str]:
    code = "from autograder.cli import main; main()"
    return [sys.executable, "-c", code, *map(str, arguments)]


def grade(submitted: Path, out: Path, **settings: Any) -> list[Verdict]:
    """Grade a folder of submissions in the real sandbox."""
    chosen = Settings(ROOT, submitted, out, **settings)
    return grade_class(chosen, find_submissions(submitted, [KERNELS.name]), lambda *_: None)


def graded_class(folder: Path, handed_in: Mapping[str, bytes]) -> GradedClass:
    """Hand submissions in under a new folder, and grade them."""
    submitted, out = folder / "submitted", new_out(folder / "out")
    for student, data in handed_in.items():
        hand_in(submitted, student, data)
    grade(submitted, out)
    return GradedClass(submitted, out, read_verdicts(out))


def new_out(out: Path) -> Path:
    """A folder to grade into, with the tests' secret."""
    out.mkdir(parents=True)
    (out / "secret").write_bytes(SECRET)
    return out


def read_verdicts(out: Path) -> dict[str, Any]:
    """The verdicts under a folder, by student."""
    files = sorted((out / "verdicts").glob("*/*.json"))
    return {file.parent.name: json.loads(file.read_text(encoding="utf-8")) for file in files}


def everything(folder: Path) -> dict[Path, bytes]:
    """Every file under a folder with its content, to compare with what is there later."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
