"""The autograder: exercises, the check that understands, and grading that can be trusted.

A notebook needs five names: `check` a function, show its `score`, take a `hint`, open a
`solution`, and see your `progress`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.checks import check, score
    from autograder.study import hint, progress, solution

__all__ = ["check", "hint", "progress", "score", "solution"]

# Loaded on first use: `autograder grade` and the sandbox need little of this.
_HOMES = {
    "check": "checks",
    "hint": "study",
    "progress": "study",
    "score": "checks",
    "solution": "study",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def _help_in_notebooks() -> None:
    """Where a notebook runs this, have its errors say what to do, and know what it runs."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        from autograder import history, slips

        slips.install(shell)
        history.watch(shell)


_help_in_notebooks()
