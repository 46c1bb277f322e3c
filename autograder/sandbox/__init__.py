"""The sandbox as the grader sees it: cells and calls go in, observations come out."""

from __future__ import annotations

from autograder.sandbox.box import Box, open_sandbox
from autograder.sandbox.budget import Budget
from autograder.sandbox.seam import Call, Cell, Limits, Run, Sandbox

__all__ = ["Box", "Budget", "Call", "Cell", "Limits", "Run", "Sandbox", "open_sandbox"]
