"""The table of notebooks agrees with the notebooks."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from autograder.course import NOTEBOOKS
from autograder.script import read_script

ROOT = Path(__file__).resolve().parents[2]


def imported(source: str) -> dict[str, str]:
    """The names that imports bind, each with the package that it comes from."""
    names = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            names |= {a.asname or a.name.split(".")[0]: a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {a.asname or a.name: node.module.split(".")[0] for a in node.names}
    return names


@pytest.mark.parametrize("known", NOTEBOOKS, ids=lambda known: known.name)
class TestPrelude:
    """What a learner's function finds where it is graded."""

    def test_holds_what_the_set_up_cell_imports(self, known):
        script = read_script(ROOT / "solutions" / f"{known.name}.py", known)
        set_up = next(c.source for c in script.cells if "import numpy as np" in c.source)
        allowed = sys.stdlib_module_names | set(known.packages)
        usable = {name: package for name, package in imported(set_up).items() if package in allowed}
        assert "np" in usable
        assert usable.items() <= imported(known.prelude).items()
