"""Clumsy actions in a real kernel: each is answered with a sentence that helps.

One kernel serves all of them, as JupyterLab starts it for `make lab`; before each, everything that
was defined is forgotten, as after a restart.
"""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import class_support as support
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager, start_new_kernel

from autograder.study import STATE_VARIABLE

STARTUP = support.ROOT / "tools/jupyter/startup.py"
FIRST = (
    "from autograder import check, hint, progress, score, solution\n"
    "import numpy as np\nfrom cnnlib import ops"
)
DEF = "def box_kernel(size):\n"
BODY = """\
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(size)
    return np.full((kh, kw), 1 / (kh * kw))
"""
STUB = f"{DEF}    raise NotImplementedError\n"
TEST = 'score("box_kernel", box_kernel)'
FORGET = "__import__('autograder.history').history.RUNS.clear()"
WAIT = 60


class Kernel:
    """A kernel, and what the last cell that it ran showed, as one reads it."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient, folder: Path) -> None:
        self.manager, self.client, self.folder = manager, client, folder

    def run(self, *cells: str) -> str:
        """Run cells after each other, errors or not; return what the last one showed."""
        for cell in cells:
            shown: list[dict[str, Any]] = []
            self.client.execute_interactive(
                cell, allow_stdin=False, output_hook=shown.append, timeout=WAIT
            )
        return "".join(map(as_read, shown))

    def run_and_stop(self, cell: str) -> str:
        """Run a cell that makes the file `busy` and never ends; press the stop button then."""
        busy = self.folder / "busy"
        busy.unlink(missing_ok=True)

        def stop() -> None:
            deadline = time.monotonic() + WAIT
            while not busy.exists() and time.monotonic() < deadline:
                time.sleep(0.05)
            # As the manager does it; its own call would leave an event loop open in this thread.
            os.kill(self.manager.provisioner.pid, signal.SIGINT)

        person = threading.Thread(target=stop)
        person.start()
        said = self.run(cell)
        person.join()
        return said


def as_read(message: dict[str, Any]) -> str:
    content = message["content"]
    if message["msg_type"] == "error":
        return re.sub(r"\x1b\[[\d;]*m", "", "\n".join(content["traceback"]))
    if message["msg_type"] == "stream":
        return str(content["text"])
    return str(content.get("data", {}).get("text/plain", ""))


@pytest.fixture(scope="module")
def _kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    folder = tmp_path_factory.mktemp("kernel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONSTARTUP", str(STARTUP))
        patch.setenv("IPYTHONDIR", str(folder))
        patch.setenv(STATE_VARIABLE, str(folder / "progress.json"))
        manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder))
    yield Kernel(manager, client, folder)
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(_kernel: Kernel) -> Kernel:
    """The kernel, with nothing defined and nothing run."""
    _kernel.run("%reset -f", FORGET)
    return _kernel


#: What a learner does, cell by cell, and a part of the sentence that it is answered with.
SLIPS = {
    "check before the first cell": (
        ['check("box_kernel", print)'],
        "Run the notebook's first code cell; it brings check.",
    ),
    "NumPy before the first cell": (
        ["np.zeros(3)"],
        "Run the notebook's first code cell; it brings np.",
    ),
    "another cell before the first cell": (
        ["print(gray.shape)"],
        "Run the notebook's first code cell, then those below it",
    ),
    "the test first, after a restart": (
        [FIRST, TEST],
        "Run the cell first in which box_kernel is written",
    ),
    "cells out of order": (
        [FIRST, "print(gray.shape)"],
        "If a cell above defines gray, run that first",
    ),
    "a picture before its function": (
        [FIRST, STUB, "print(box_kernel(3))"],
        "This cell uses box_kernel, which is not written yet",
    ),
    "renamed": (
        [FIRST, STUB.replace("box_kernel", "my_box_kernel"), TEST],
        "There is my_box_kernel; the exercise's function must be called box_kernel.",
    ),
    "renamed after the stub was run": (
        [FIRST, STUB, f"def boxkernel(size):\n{BODY}", TEST],
        "If boxkernel is your answer, call it box_kernel.",
    ),
    "not written": (
        [FIRST, STUB, TEST],
        "Write the body of box_kernel in place of `raise NotImplementedError`",
    ),
    "the stub's last line left behind the code": (
        [FIRST, f"{DEF}    kernel = np.ones(size)\n    raise NotImplementedError", TEST],
        "in place of `raise NotImplementedError`",
    ),
    "nothing returned": (
        [FIRST, f"{DEF}    kernel = np.ones(size)\n", TEST],
        "Write `return` and your result as the last line.",
    ),
    "None returned": ([FIRST, f"{DEF}    return None\n", TEST], "the function returned None"),
    "printed": (
        [FIRST, DEF + BODY.replace("return ", "print(").rstrip() + ")\n", TEST],
        "Write `return` in place of `print`",
    ),
    "a list returned": (
        [FIRST, f"{DEF}{BODY.rstrip()}.tolist()\n", TEST],
        "a list is no array",
    ),
    "torch in place of NumPy": (
        [FIRST, "import torch", f"{DEF}    return torch.ones(2, 2)\n", TEST],
        "Answers here are graded without torch",
    ),
    "torch in place of NumPy, imported in the answer": (
        [FIRST, f"{DEF}    import torch\n    return torch.ones(2, 2)\n", TEST],
        "Answers here are graded without torch",
    ),
    "the course's own function called": (
        [FIRST, f"{DEF}    return ops.box_kernel(size)\n", TEST],
        "Answers here are graded without ops: write yourself",
    ),
    "a helper left in another cell": (
        [FIRST, "area = 9", f"{DEF}    return np.ones(size) / area\n", TEST],
        "area comes from another cell: write it into the cell of this answer",
    ),
    "an import left in another cell": (
        [FIRST, "import math", f"{DEF}    return np.full(size, 1 / math.prod(size))\n", TEST],
        "math is imported in another cell: import it in the cell of this answer",
    ),
    "input asked for": (
        [FIRST, f"{DEF}    return np.ones(int(input('size? ')))\n", TEST],
        "What a function needs comes as its arguments",
    ),
    "the result checked, not the function": (
        [FIRST, f"{DEF}{BODY}", 'check("box_kernel", box_kernel(3))'],
        'got ndarray; pass its name without parentheses: check("box_kernel", box_kernel)',
    ),
    "the result of a stub checked": (
        [FIRST, STUB, 'check("box_kernel", box_kernel(3))'],
        "This cell uses box_kernel, which is not written yet",
    ),
    "two names in quotes": (
        [FIRST, f"{DEF}{BODY}", 'check("box_kernel", "box_kernel")'],
        'got str; pass its name without parentheses: check("box_kernel", box_kernel)',
    ),
    "arguments swapped": (
        [FIRST, f"{DEF}{BODY}", 'check(box_kernel, "box_kernel")'],
        'expected the exercise\'s name in quotes first, got a function; write check("box_kernel",',
    ),
    "only the function": (
        [FIRST, f"{DEF}{BODY}", "check(box_kernel)"],
        'write check("box_kernel", box_kernel)',
    ),
    "only the name": ([FIRST, 'check("box_kernel")'], 'check("box_kernel", box_kernel)'),
    "misspelt": ([FIRST, 'check("box_kernl", print)'], "did you mean 'box_kernel'?"),
    "a hint for a function": (
        [FIRST, f"{DEF}{BODY}", "hint(box_kernel)"],
        'expected the name of an exercise in quotes, got a function; write "box_kernel"',
    ),
    "a hint for a typo": ([FIRST, 'hint("boxkernel")'], "did you mean 'box_kernel'?"),
    "too many parameters": (
        [FIRST, f"def box_kernel(size, depth):\n{BODY}", TEST],
        "write def box_kernel(size).",
    ),
    "NumPy overwritten, in a cell": (
        [FIRST, "np = 3", "np.zeros(3)"],
        "np is not NumPy any more, but an int.",
    ),
    "check overwritten": (
        [FIRST, f"{DEF}{BODY}", 'check = check("box_kernel", box_kernel)', 'check("im2col", max)'],
        "check is not the course's any more, but a Report.",
    ),
    "list overwritten": (
        [FIRST, "list = [1, 2]", "list(range(3))"],
        "list is not Python's own any more, but a list. Run `del list` in a cell",
    ),
    "sum overwritten, in an answer": (
        [FIRST, f"sum = 0\n{DEF}    return sum(size)\n", TEST],
        "sum is not Python's own any more, but an int.",
    ),
    "sum overwritten, which no answer sees": (
        [FIRST, "sum = 0", DEF + BODY.replace("kh * kw)", "sum([kh * kw]))"), TEST],
        "Next: identity_kernel.",
    ),
    "wrongly indented": (
        [FIRST, "def box_kernel(size):\nreturn 3\n"],
        "Indent what belongs to line 1 by four spaces",
    ),
    "indented between, which IPython finds first": (
        [FIRST, f"{DEF}    if size:\n        size = 1\n      return size\n"],
        "Line 4 begins between the lines above",
    ),
    "a bracket left open, which IPython calls incomplete": (
        [FIRST, "out = np.zeros((3, 4)"],
        "The ( in line 1 is never closed",
    ),
    "full-width signs": ([FIRST, "print（3）"], "（ → ("),
    "a module that is not there": ([FIRST, "import tensorflow"], "the course does not need it"),
    "check without anything": ([FIRST, "check()"], 'Write check("conv2d", conv2d)'),
    "a function misspelt": ([FIRST, "pritn(3)"], "Did you mean print?"),
    "NumPy by its long name": ([FIRST, "numpy.ones(3)"], "Did you mean np?"),
    "NumPy by its long name, in an answer": (
        [FIRST, f"{DEF}    return numpy.ones(size)\n", TEST],
        "Did you mean np?",
    ),
    "a variable misspelt, in an answer": (
        [FIRST, f"{DEF}    return np.ones(seize)\n", TEST],
        "Compare seize with how you spelt it above",
    ),
    "called like a function, in an answer": (
        [FIRST, f"{DEF}    out = np.ones(size)\n    return out(0)\n", TEST],
        "write x[i, j] for an entry",
    ),
    "yield for return": ([FIRST, f"{DEF}    yield np.ones(size)\n", TEST], "in place of yield"),
    "a comma behind the result": (
        [FIRST, f"{DEF}    return np.ones(size),\n", TEST],
        "a comma behind it makes a tuple",
    ),
    "an error returned": (
        [FIRST, f"{DEF}    if np.min(size) < 1:\n        return ValueError(size)\n{BODY}", TEST],
        "Write raise in place of return.",
    ),
    "the test after a wrongly indented answer": (
        [FIRST, "def box_kernel(size):\nreturn 3\n", TEST],
        "A cell with def box_kernel was run, and there is no box_kernel: did it end in an error",
    ),
    "the answer inside a class": (
        [FIRST, f"class Mine:\n    {DEF}        return np.ones(size)\n", TEST],
        "It must begin at the left edge.",
    ),
    "the answer as a class": (
        [
            FIRST,
            "class box_kernel:\n    def __init__(self, size):\n        self.size = size\n",
            TEST,
        ],
        "Write def box_kernel(…)",
    ),
    "leaving by quit": (
        [FIRST, f"{DEF}    quit()\n", TEST],
        "quit belongs to the notebook's program",
    ),
    "drawing with what another cell imports": (
        [FIRST, "import matplotlib.pyplot as plt", f"{DEF}    plt.show()\n", TEST],
        "plt is imported in another cell: import it in the cell of this answer",
    ),
    "the course's own answer by another name": (
        [FIRST, "box_kernel = ops.box_kernel", TEST],
        "Answers here are graded without ops",
    ),
    "another answer inside the answer": (
        [FIRST, f"{DEF}    def inner():\n        return 3\n", TEST],
        "Write `return` and your result as the last line.",
    ),
}


class TestSlips:
    """The last cell of each story says what to do, and shows no line of the checker's own."""

    @pytest.mark.parametrize(("cells", "sentence"), SLIPS.values(), ids=SLIPS)
    def test_is_answered(self, kernel, cells, sentence):
        said = kernel.run(*cells)
        assert sentence in " ".join(said.split())
        assert "autograder/" not in said

    def test_a_stopped_cell_keeps_what_there_is(self, kernel):
        kernel.run(FIRST)
        said = kernel.run_and_stop("open('busy', 'w').close()\nwhile True:\n    pass")
        assert "You stopped this cell. What other cells defined is still there" in said
        assert kernel.run("print(np.prod([2, 3]))").strip() == "6"

    def test_a_stopped_check_says_where_the_answer_was(self, kernel):
        endless = "    open('busy', 'w').close()\n    while True:\n        pass\n"
        kernel.run(FIRST, f"{DEF}{endless}")
        said = kernel.run_and_stop(TEST)
        assert "CheckStoppedError: check: box_kernel was stopped in line" in said
        assert "does a loop never end?" in said
        assert "autograder/" not in said


class TestNothingToSay:
    """A mistake of another kind keeps Python's own words, and nothing is added."""

    @pytest.mark.parametrize(
        ("cell", "last"),
        [
            ("1 / 0", "ZeroDivisionError: division by zero"),
            ("np.zeros(3) @ np.zeros(4)", "ValueError: matmul: "),
            ("raise NotImplementedError('of my own')", "NotImplementedError: of my own"),
            ("{}['size']", "KeyError: 'size'"),
        ],
    )
    def test_adds_nothing(self, kernel, cell, last):
        said = kernel.run(FIRST, cell)
        assert said.strip().splitlines()[-1].startswith(last)
