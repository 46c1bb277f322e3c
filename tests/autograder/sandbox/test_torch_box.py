"""The box of notebook 07: torch works in it, and harnesses call answers that take models."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.course import notebook
from autograder.exercises import exercise
from autograder.sandbox import Box, Call, open_sandbox
from autograder.sandbox.bubblewrap import visible_paths

from .support import cell

KNOWN = notebook("07_train_on_gpu")
STEP = """
def train_step(model, optimizer, images, labels):
    model.train()
    optimizer.zero_grad()
    loss = nn.functional.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()
"""


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with open_sandbox(KNOWN) as box:
        yield box


def call(name: str, number: int) -> Call:
    declared = exercise(name)
    case = declared.visible_cases[number]
    return Call(name, *declared.call(case), declared.harness, declared.once, declared.patience)


def test_a_model_is_trained_as_outside(box: Box) -> None:
    declared = exercise("train_step")
    run = box.run([cell(STEP, "train_step")], [call("train_step", 2), call("train_step", 3)])
    assert run.load == {}
    for seen, case in zip(run.observations, declared.visible_cases[2:4], strict=True):
        args, kwargs = declared.call(case)
        expected = declared.bound(declared.reference)(*args, **kwargs)
        assert seen.outcome == "returned", seen
        np.testing.assert_allclose(seen.value[0], expected[0], rtol=1e-5)
        np.testing.assert_allclose(seen.value[1], expected[1], rtol=1e-4, atol=1e-6)


def test_what_the_answer_raises_comes_back_with_its_line(box: Box) -> None:
    source = "def train_step(model, optimizer, images, labels):\n    return model.nothing(images)"
    run = box.run([cell(source, "train_step")], [call("train_step", 0)])
    failure = run.observations[0].failure
    assert failure is not None
    assert (failure.type, failure.line) == ("AttributeError", 2)


def test_a_missing_answer_is_missing_behind_a_harness_too(box: Box) -> None:
    assert box.run([], [call("train_step", 0)]).observations[0].outcome == "missing"


def test_answers_are_not_in_the_box(box: Box) -> None:
    source = (
        "def to_batch(images, mean, std):\n    from cnnlib import training\n    return training"
    )
    run = box.run([cell(source, "to_batch")], [call("to_batch", 0)])
    failure = run.observations[0].failure
    assert failure is not None
    assert failure.type in ("ImportError", "ModuleNotFoundError")


def test_what_torch_requires_comes_along() -> None:
    names = {path.name for path in visible_paths(KNOWN)}
    assert {"numpy", "torch", "typing_extensions.py", "sympy"} <= names
    assert not {"IPython", "nbgrader", "matplotlib", "pip"} & names
