"""Everything that can be read inside a box, against a list of what may be there.

Secrets are absent by construction: no expected value, no points, no seed, no reference of what the
notebook asks for, no other submission has ever been in there.
"""

from __future__ import annotations

import inspect
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import class_support as support
import pytest

from autograder.course import NOTEBOOKS, Notebook
from autograder.exercise import MANNERS
from autograder.exercises import exercises_of
from autograder.grading.calls import make_calls
from autograder.sandbox import Call, Cell, Limits, open_sandbox

#: What NumPy and torch, and what these require, may bring; each is a package that is public.
PACKAGES = {
    "numpy", "numpy.libs", "torch", "torchgen", "functorch", "filelock", "fsspec", "jinja2",
    "markupsafe", "mpmath", "networkx", "setuptools", "pkg_resources", "_distutils_hack", "sympy",
    "isympy.py", "typing_extensions.py", "cuda", "nvidia", "triton",
}  # fmt: skip
#: The files of this project in every box, below /box/autograder and /packages/cnnlib.
OWN = {
    "/box/autograder/__init__.py",
    "/box/autograder/callables/__init__.py",
    "/box/autograder/frames.py",
    "/box/autograder/inbox/__init__.py",
    "/box/autograder/inbox/absent.py",
    "/box/autograder/inbox/cells.py",
    "/box/autograder/inbox/drawing.py",
    "/box/autograder/inbox/kernel.py",
    "/box/autograder/inbox/worker.py",
    "/box/autograder/inbox/zygote.py",
    "/box/autograder/observation.py",
    "/box/autograder/values.py",
    "/packages/cnnlib/__init__.py",
    "/packages/cnnlib/ops/__init__.py",
    "/packages/cnnlib/ops/_arguments.py",
    "/packages/cnnlib/ops/_windows.py",
}
#: By notebook, what earlier ones asked for, and the functions that its cases pass as arguments.
MORE = {
    "01_motivation": ("motivation", ()),
    "02_kernels": (None, ("motivation",)),
    "03_stride_and_padding": ("strides", ("motivation", "kernels")),
    "04_activations": ("activations", ("motivation", "kernels", "strides", "receptive")),
    "05_pooling": ("pooling", ("motivation", "kernels", "strides", "receptive", "activations")),
    "06_math_properties": (
        "symmetry",
        ("motivation", "kernels", "strides", "receptive", "activations", "pooling"),
    ),
    "07_train_on_gpu": (
        "training",
        ("motivation", "kernels", "strides", "receptive", "activations", "pooling", "symmetry"),
    ),
}
DEVICES = {"full", "null", "ptmx", "random", "tty", "urandom", "zero", "console", "core"}
NEIGHBOUR = "ada was here before"
LIMITS = Limits(case_seconds=60.0, function_seconds=120.0, processes=16)


@dataclass(frozen=True)
class Found:
    """What one notebook's box holds."""

    notebook: Notebook
    seen: dict[str, Any]


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda known: known.name)
def found(request: pytest.FixtureRequest) -> Found:
    known: Notebook = request.param
    first, *_ = exercises_of(known.name)
    source = Path(__file__).with_name("inventory.py").read_text(encoding="utf-8")
    with open_sandbox(known, limits=LIMITS) as box:
        # As in grading: a neighbour before, and real cases of the same submission beside it.
        make_calls(box, [Cell(first.name, repr(NEIGHBOUR))], [(first, first.visible_cases[0])])
        run = box.run([Cell("look", source)], [_look(known)])
    (seen,) = run.observations
    assert seen.outcome == "returned", seen
    return Found(known, seen.value)


def _look(known: Notebook) -> Call:
    return Call("look", ([needle[::-1] for needle in _needles(known)],), once=True)


def _needles(known: Notebook) -> list[str]:
    """Texts of which none may be anywhere in a box's memory."""
    exercises = exercises_of(known.name)
    needles = {support.SECRET.hex(), NEIGHBOUR, MANNERS, "misconception", "BEGIN SOLUTION"}
    for exercise in exercises:
        needles |= {m.explanation for m in exercise.misconceptions} | set(exercise.hints)
        lines = inspect.getsource(exercise.reference).splitlines()
        needles |= {line.strip() for line in lines if len(line.strip()) > 40}
    return sorted(needles)


class TestInsideABox:
    def test_are_the_files_of_the_list_and_no_other(self, found: Found) -> None:
        topic, ops = MORE[found.notebook.name]
        mine = OWN | {f"/packages/cnnlib/ops/{module}.py" for module in ops}
        mine |= {f"/box/autograder/callables/{topic}.py"} if topic else set()
        files = set(found.seen["files"])
        assert {f for f in files if f.startswith(("/box", "/packages/cnnlib"))} == mine
        loaders = {f for f in files if os.path.basename(f).startswith("ld-")}
        assert files - mine - loaders <= {f"/packages/{name}" for name in PACKAGES}

    def test_are_no_devices_but_those_that_everybody_has(self, found: Found) -> None:
        names = {Path(path).relative_to("/dev").parts[0] for path in found.seen["others"]}
        assert names <= DEVICES | {"fd", "stdin", "stdout", "stderr", "pts", "shm"}

    def test_is_nothing_in_proc_the_environment_and_the_open_files(self, found: Found) -> None:
        assert found.seen["proc"] == []
        assert set(found.seen["environment"]) <= {
            "HOME", "LANG", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PWD",
            "PYTHONHASHSEED", "KINETO_LOG_LEVEL", "TORCHINDUCTOR_CACHE_DIR", "TRITON_CACHE_DIR",
        }  # fmt: skip
        assert found.seen["open"] == ["c", "c", "c", "s"]

    def test_are_no_modules_that_judge(self, found: Found) -> None:
        allowed = {path.removesuffix(".py") for path in OWN}
        allowed = {path.removeprefix("/box/").removeprefix("/packages/") for path in allowed}
        allowed |= {f"cnnlib/ops/{module}" for module in MORE[found.notebook.name][1]}
        allowed |= {f"autograder/callables/{found.notebook.topic}"}
        names = {path.removesuffix("/__init__").replace("/", ".") for path in allowed}
        assert set(found.seen["modules"]) <= names

    def test_is_no_text_of_an_answer_a_verdict_or_a_neighbour_in_memory(self, found: Found) -> None:
        assert found.seen["texts"] > 10_000  # it has really looked
        assert found.seen["found"] == []


def test_no_module_in_a_box_has_what_its_notebook_asks_for() -> None:
    for known in NOTEBOOKS:
        for exercise in exercises_of(known.name):
            module = exercise.reference.__module__
            assert module.rpartition(".")[2] not in known.ops, exercise.name
