"""A copy of the course that a test may change, and a class that was graded for real."""

from __future__ import annotations

import shutil
from pathlib import Path

import class_support as support
import pytest
from class_support import GradedClass


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The course's own folder, without what is built or installed."""
    copy = tmp_path / "course"
    copy.mkdir()
    shutil.copy(support.ROOT / "nbgrader_config.py", copy)
    for folder in ("solutions", "notebooks"):
        shutil.copytree(support.ROOT / folder, copy / folder)
    return copy


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> GradedClass:
    """A small class, graded once with the real sandbox; tests only read it."""
    return support.graded_class(tmp_path_factory.mktemp("class"), support.the_class())


@pytest.fixture(scope="session")
def _few(tmp_path_factory: pytest.TempPathFactory) -> GradedClass:
    everybody = support.the_class()
    few = {student: everybody[student] for student in ("broken", "empty", "partial")}
    return support.graded_class(tmp_path_factory.mktemp("few"), few)


@pytest.fixture
def own(_few: GradedClass, tmp_path: Path) -> GradedClass:
    """Three of the class, graded, in folders that a test may change and grade again."""
    submitted, out = tmp_path / "submitted", tmp_path / "out"
    shutil.copytree(_few.submitted, submitted)
    shutil.copytree(_few.out, out)
    return GradedClass(submitted, out, _few.verdicts)
