"""Run stories of cells in IPython, check an answer after each, and print what `check` found.

A program of its own, because IPython's shell is one for the whole process. It reads stories as JSON
and writes, for each, the outcome, the note, and the next step.
"""

from __future__ import annotations

import json
import sys

from IPython.core.interactiveshell import InteractiveShell


def main() -> None:
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    from autograder import check, history

    found = []
    for story in json.load(sys.stdin):
        shell.reset()
        history.RUNS.clear()
        for cell_id, source in story["cells"]:
            shell.run_cell(source, cell_id=cell_id)
        report = check(story["exercise"], shell.user_ns[story["exercise"]])
        found.append([report.assessment.outcome, report.assessment.note, report.next_step])
    print(json.dumps(found), file=sys.__stdout__)


if __name__ == "__main__":
    main()
