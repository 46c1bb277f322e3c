"""What a notebook has run: its cells, as they were when they were run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import ExecutionInfo, InteractiveShell

__all__ = ["RUNS", "Run", "watch"]


@dataclass(frozen=True)
class Run:
    """A cell that was run.

    Attributes:
        source: its text.
        cell: its id, where the program that shows the notebook tells it. JupyterLab tells the id
            that is in the file, which for an exercise's cell is the exercise's name.
    """

    source: str
    cell: str = ""


#: Everything that was run since the kernel started, in order.
RUNS: list[Run] = []


def watch(shell: InteractiveShell) -> None:
    """Write down what a shell runs from now on."""

    def write_down(info: ExecutionInfo) -> None:
        if not info.silent:
            RUNS.append(Run(str(info.raw_cell), str(info.cell_id or "")))

    shell.events.register("pre_run_cell", write_down)
