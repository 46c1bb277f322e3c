"""A copy of the course that a test may change, and answers to put into its notebooks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The course's own folder, without what is built or installed."""
    copy = tmp_path / "course"
    copy.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", copy)
    for folder in ("solutions", "notebooks"):
        shutil.copytree(ROOT / folder, copy / folder)
    return copy
