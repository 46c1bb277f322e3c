"""Real boxes: honest code gets honest answers, and what breaks costs its own exercise only.

What has to do with rights also runs as a user without any, by the last test, where root runs it.
"""

from __future__ import annotations

import contextlib
import errno
import inspect
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.errors import SandboxError
from autograder.sandbox import Box, Budget, Call, Cell, open_sandbox, probes
from autograder.sandbox import box as module
from autograder.values import Opaque

from .support import GOOD, KNOWN, LIMITS, cell, seen, values

ROOT = Path(__file__).resolve().parents[3]
NOBODY = 65534


@pytest.fixture(scope="module", params=["bubblewrap", "none"])
def box(request: pytest.FixtureRequest) -> Iterator[Box]:
    """A box of either kind: what costs one call only must do so without protection as well."""
    with open_sandbox(KNOWN, sandboxed=request.param == "bubblewrap", limits=LIMITS) as box:
        yield box


@pytest.fixture(scope="module")
def sealed() -> Iterator[Box]:
    with open_sandbox(KNOWN, limits=LIMITS) as box:
        yield box


@pytest.fixture(scope="module")
def small() -> Iterator[Box]:
    """A box with time enough to fill the little memory that it gives."""
    limits = replace(LIMITS, case_seconds=5.0, function_seconds=5.0, total_bytes=2**27)
    with open_sandbox(KNOWN, limits=limits) as box:
        yield box


class TestHonestAnswers:
    def test_values_come_back(self, box: Box) -> None:
        source = "def f(x, *, times=1):\n    return {'sum': x.sum() * times, 'parts': (1, [x])}"
        x = np.arange(6.0).reshape(2, 3)
        value = seen(box, source, x, times=2).value
        assert value["sum"] == 30.0
        assert value["parts"][0] == 1
        assert np.array_equal(value["parts"][1][0], x)

    def test_arrays_keep_their_layout(self, box: Box) -> None:
        x = np.arange(24.0).reshape(2, 3, 4)
        source = "def f(*arrays):\n    return [a.strides for a in arrays]"
        arrays = (x, np.asfortranarray(x), x[..., ::2], x.T)
        assert seen(box, source, *arrays).value == [a.strides for a in arrays]

    @pytest.mark.parametrize(
        "source",
        [
            "f = lambda x: x * 2",
            "from functools import partial\nf = partial(np.multiply, 2)",
            "class F:\n    def __call__(self, x):\n        return x * 2\nf = F()",
            "def helper(x):\n    return x * 2\ndef f(x):\n    return helper(x)",
            "from __future__ import annotations\ndef f(x: Missing) -> Missing:\n    return x * 2",
            "import time\ntime.sleep(0.2)\ndef f(x):\n    return x * 2",
            "print('hello' * 10**5)\ndef f(x):\n    print(x)\n    return x * 2",
            "def f(x):\n    import warnings\n    warnings.warn('careful')\n    return x * 2",
            "import matplotlib.pyplot as plt\ndef f(x):\n"
            "    figure, (left, right) = plt.subplots(1, 2)\n    left.imshow(np.ones((2, 2)))\n"
            "    with plt.style.context('ggplot'):\n        plt.show()\n    return x * 2",
            "def f(x):\n    plots.images(np.ones((2, 2)), title='mine')\n    return x * 2",
            "def f(x):\n    import matplotlib\n    from matplotlib import pyplot, cm\n"
            "    from IPython.display import display\n    matplotlib.use('agg')\n"
            "    for axes in pyplot.subplots(2)[1].flat: axes.plot([x], color=cm.viridis(x))\n"
            "    display(pyplot.gcf())\n    return x * 2",
            "np.random.seed(3)\nnp.seterr(all='raise')\ndef f(x):\n    return x * 2",
            "import inspect\ndef f(x):\n    return x * 2\nassert 'x * 2' in inspect.getsource(f)",
            "import warnings\nwarnings.simplefilter('error')\ndef f(x):\n    return x * 2\nexit()",
            "input('n?')\ndisplay(3)\nget_ipython().magic('x')\ndef f(x):\n    return x * 2\n1 / 0",
            "import asyncio\nasync def later(x):\n    return x * 2\n"
            "def f(x):\n    return asyncio.run(later(x))",
            "from concurrent.futures import ThreadPoolExecutor\ndef f(x):\n"
            "    with ThreadPoolExecutor(3) as pool: return pool.submit(lambda: x * 2).result()",
            "import io, sys\nsys.stdout = io.StringIO()\nlist = id = type = len = 3\nprint = None\n"
            "def f(x):\n    return x * 2",
            "import os, tempfile\nos.chdir('/')\ndef f(x):\n"
            "    with tempfile.TemporaryFile() as file: file.write(b'x')\n    return x * 2",
        ],
    )
    def test_however_it_is_written(self, box: Box, source: str) -> None:
        assert seen(box, source, 21).value == 42

    def test_prints_and_warnings_are_noted(self, box: Box) -> None:
        source = "import warnings\ndef f():\n    print('hi')\n    warnings.warn('careful')"
        found = seen(box, source)
        assert (found.printed, found.warned) == ("hi\n", "UserWarning: careful")

    def test_each_call_gets_its_own_answer_in_any_order(self, box: Box) -> None:
        cells = [GOOD, cell("def f(x):\n    return -x")]
        calls = [
            Call("f", (1,)),
            Call("good", (1,)),
            Call("f", (2,)),
            Call("none"),
            Call("f", (3,)),
        ]
        assert values(box.run(cells, calls).observations) == [-1, 2, -2, "missing", -3]

    def test_nothing_to_do(self, box: Box) -> None:
        run = box.run([], [])
        assert (run.observations, run.load) == ((), {})


class TestExceptions:
    def test_of_a_call_with_its_line(self, box: Box) -> None:
        failure = seen(box, "def f(x):\n    y = x\n    return y / 0", 3).failure
        assert failure is not None
        assert (failure.type, failure.line, failure.source) == (
            "ZeroDivisionError", 3, "return y / 0",
        )  # fmt: skip

    def test_of_a_cell_with_its_line(self, box: Box) -> None:
        run = box.run([cell("x = 1\nx / 0"), GOOD], [Call("good", (1,)), Call("f")])
        assert values(run.observations) == [2, "missing"]
        failure = run.load["f"].failure
        assert failure is not None
        assert (failure.type, failure.line) == ("ZeroDivisionError", 2)

    def test_of_syntax(self, box: Box) -> None:
        run = box.run([cell("x = 1\ndef f(:"), GOOD], [Call("good", (1,)), Call("f")])
        assert values(run.observations) == [2, "missing"]
        failure = run.load["f"].failure
        assert failure is not None
        assert (failure.type, failure.line, failure.source) == ("SyntaxError", 2, "def f(:")

    @pytest.mark.parametrize(
        "above",
        ["import missing_package", "show(image)", "raise SystemExit", "1 / 0", "return"],
    )
    def test_of_a_statement_keep_no_function_below_from_being_called(
        self, box: Box, above: str
    ) -> None:
        run = box.run([cell(f"{above}\ndef f():\n    return 7\n{above}")], [Call("f")])
        assert values(run.observations) == [7]
        assert run.load["f"].outcome == "raised"

    def test_of_exit_are_exceptions(self, box: Box) -> None:
        failure = seen(box, "import sys\ndef f():\n    sys.exit(3)").failure
        assert failure is not None
        assert failure.type == "SystemExit"

    def test_of_recursion_are_exceptions(self, box: Box) -> None:
        failure = seen(box, "def f():\n    return f()").failure
        assert failure is not None
        assert failure.type == "RecursionError"


#: Bodies of functions that end badly, and how that is told.
BAD_ENDS = {
    "os._exit": ("import os; os._exit(0)", {"crashed"}),
    "abort": ("import os; os.abort()", {"crashed"}),
    "segfault": ("import ctypes; ctypes.string_at(0)", {"crashed"}),
    # Where it is the first process of its namespace, it cannot.
    "kill itself": (
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        {"crashed", "returned"},
    ),
    "another program": ("import os; os.execv('/bin/true', ['true'])", {"crashed", "raised"}),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", {"crashed"}),
    "endless loop": ("while True: pass", {"timeout"}),
    "sleep": ("import time; time.sleep(100)", {"timeout"}),
    "deaf sleep": (
        "import signal, time; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65)); "
        "time.sleep(100)",
        {"timeout"},
    ),
    "memory": ("return np.ones((10**6, 10**6))", {"memory"}),
    "memory bit by bit": ("x = []\n    while True: x.append(np.empty(2**20))", {"memory"}),
    "deep recursion": (
        "sys.setrecursionlimit(10**9); g = lambda: g(); return g()",
        {"crashed", "raised", "memory", "timeout"},
    ),
    "threads left over": (
        "import threading, time; threading.Thread(target=time.sleep, args=(100,)).start(); "
        "return 'left'",
        {"returned"},
    ),
    "processes left over": (
        "import os, time\n    if os.fork() == 0: time.sleep(5); os._exit(0)\n    return 'left'",
        {"returned"},
    ),
}


class TestABadEnd:
    @pytest.mark.parametrize("body", BAD_ENDS)
    def test_costs_one_call(self, box: Box, body: str) -> None:
        code, outcomes = BAD_ENDS[body]
        source = f"def f(bad):\n    if not bad:\n        return 'fine'\n    {code}"
        calls = [Call("f", (False,)), Call("f", (True,)), Call("f", (False,)), Call("good", (1,))]
        run = box.run([cell(source), GOOD], calls)
        first, bad, *rest = run.observations
        assert bad.outcome in outcomes
        assert values((first, *rest)) == ["fine", "fine", 2]

    @pytest.mark.parametrize(
        ("source", "outcome"),
        [
            ("import os\nos._exit(0)", "crashed"),
            ("import ctypes\nctypes.string_at(0)", "crashed"),
            ("while True: pass", "timeout"),
            ("import time\ntime.sleep(100)", "timeout"),
        ],
    )
    def test_while_loading_costs_one_cell(self, box: Box, source: str, outcome: str) -> None:
        last = cell("def last(x):\n    return x + 2", "last")
        calls = [Call("good", (1,)), Call("f"), Call("last", (1,))]
        run = box.run([GOOD, cell(source), last], calls)
        assert values(run.observations) == [2, "missing", 3]
        assert {name: seen.outcome for name, seen in run.load.items()} == {"f": outcome}

    def test_of_several_cells_costs_each_its_own(self, box: Box) -> None:
        cells = [cell("import os\nos._exit(0)", f"f{n}") for n in range(3)]
        run = box.run([*cells, GOOD, cell("1 / 0", "g")], [Call("good", (1,))])
        assert values(run.observations) == [2]
        outcomes = {name: seen.outcome for name, seen in run.load.items()}
        assert outcomes == {"f0": "crashed", "f1": "crashed", "f2": "crashed", "g": "raised"}


#: What a function may change in its process that would lead another one astray: how to ask for it,
#: and a statement that changes it.
SETTINGS = {
    "errors of NumPy": ("np.geterr()", "np.seterr(all='raise')"),
    "folder": ("os.getcwd()", "os.chdir('/')"),
    "recursion limit": ("sys.getrecursionlimit()", "sys.setrecursionlimit(10**5)"),
    "trace": ("sys.gettrace() is None", "sys.settrace(lambda *_: None)"),
    "profile": ("sys.getprofile() is None", "sys.setprofile(lambda *_: None)"),
    "timer": (
        "signal.getitimer(signal.ITIMER_REAL)[0] > 0",
        "signal.setitimer(signal.ITIMER_REAL, 100)",
    ),
}
#: What it may leave running, which only the end of the process ends.
COMPANY = {
    "thread": "threading.Thread(target=time.sleep, args=(100,)).start()",
    "process": "os.fork() or time.sleep(100)",
}
#: Tells how many calls were made in a process.
COUNTING = """
import os, signal, sys, threading, time
made = []
def f(x=None, bad=()):
    made.append(x)
    if len(made) in bad:
        {bad}
    return len(made)
"""


class TestCalls:
    """They share a process, as they share a kernel in a notebook, as long as nothing goes wrong."""

    def test_see_what_earlier_ones_have_kept(self, box: Box) -> None:
        run = box.run([cell(COUNTING)], [Call("f", (n,)) for n in range(4)])
        assert values(run.observations) == [2, 4, 6, 8]  # each call is made twice

    def test_draw_the_same_numbers_in_every_submission(self, box: Box) -> None:
        source = """
            import random
            here = random.random(), np.random.random()
            def f():
                drawn = random.random(), np.random.random(), np.random.default_rng().random()
                return here, drawn
            """
        calls = [Call("f"), Call("f")]
        first, again = (values(box.run([cell(source)], calls).observations) for _ in range(2))
        assert first == again
        assert first[0] != first[1]

    def test_draw_the_same_numbers_however_often_another_function_has_drawn(self, box: Box) -> None:
        source = """
            import random
            def f():
                return random.random(), np.random.random()
            g = f
            """
        few, many = (
            box.run([cell(source)], [*[Call("f")] * count, Call("g")]).observations[-1].value
            for count in (1, 5)
        )
        assert few == many

    def test_replace_no_other_function(self, box: Box) -> None:
        source = cell("def f():\n    global good\n    good = None\n    return 1")
        run = box.run([GOOD, source], [Call("f"), Call("good", (1,))])
        assert values(run.observations) == [1, 2]

    @pytest.mark.parametrize("name", SETTINGS)
    def test_leave_no_setting_changed(self, box: Box, name: str) -> None:
        ask, change = SETTINGS[name]
        source = f"""
            import os, signal, sys
            def f():
                before = {ask}
                {change}
                return before
            def g():
                return {ask}
            """
        run = box.run([cell(source)], [Call("f", once=True), Call("g")])
        before, after = values(run.observations)
        assert before == after

    @pytest.mark.parametrize("left", COMPANY)
    def test_go_on_in_a_fresh_process_where_something_is_left_running(
        self, box: Box, left: str
    ) -> None:
        source = COUNTING.format(bad=COMPANY[left])
        calls = [Call("f", (0, (1, 2))), Call("f", (1,)), Call("f", (2,))]
        run = box.run([cell(source)], calls)
        assert values(run.observations)[1:] == [2, 4]

    @pytest.mark.parametrize("end", ["os._exit(0)", "os.abort()", "raise MemoryError"])
    def test_are_repeated_alone_where_earlier_ones_have_led_to_a_bad_end(
        self, box: Box, end: str
    ) -> None:
        source = COUNTING.format(bad=end)
        run = box.run([cell(source)], [Call("f", (n, (5, 6))) for n in range(4)])
        assert values(run.observations) == [2, 4, 2, 4]

    @pytest.mark.parametrize(
        ("end", "outcome"),
        [
            ("os._exit(0)", "crashed"),
            ("while True: pass", "timeout"),
            ("raise MemoryError", "memory"),
        ],
    )
    def test_end_badly_one_by_one(self, box: Box, end: str, outcome: str) -> None:
        source = COUNTING.format(bad=f"if x == 2:\n            {end}")
        run = box.run([cell(source)], [Call("f", (n, tuple(range(9)))) for n in range(5)])
        assert values(run.observations) == [2, 4, outcome, 2, 4]

    def test_may_raise_without_any_cost(self, box: Box) -> None:
        source = COUNTING.format(bad="raise ValueError")
        run = box.run([cell(source)], [Call("f", (n, (3, 4))) for n in range(3)])
        assert values(run.observations) == [2, "raised", 6]


class TestTimeAndOutput:
    def test_are_counted_for_each_function_by_itself(self, box: Box) -> None:
        endless = cell("def f():\n    while True: pass")
        calls = [*[Call("f")] * 20, *[Call("good", (n,)) for n in range(5)]]
        budget = Budget(LIMITS.function_seconds + 3)
        run = box.run([endless, GOOD], calls, budget=budget)
        assert not budget.is_used_up
        assert values(run.observations) == ["timeout"] * 20 + [1, 2, 3, 4, 5]

    def test_of_a_slow_function_end_its_own_calls_only(self, box: Box) -> None:
        slow = cell("import time\ndef f():\n    time.sleep(0.15)\n    return 1")
        run = box.run([slow, GOOD], [*[Call("f")] * 12, Call("good", (1,))])
        *found, good = values(run.observations)
        assert found[:2] == [1, 1]
        assert found[-1] == "timeout"
        assert found == sorted(found, key=str)  # once the time is used up, no call is made
        assert good == 2

    def test_of_the_processor_is_limited_for_each_process(self, box: Box) -> None:
        source = "import resource\ndef f():\n    return resource.getrlimit(resource.RLIMIT_CPU)"
        most = LIMITS.submission_seconds(1, 1) + 1
        soft, hard = seen(box, source).value
        assert 0 < soft == hard <= most

    def test_a_result_that_is_too_large_is_named(self, box: Box) -> None:
        found = seen(box, "def f():\n    return np.zeros(10**6)")
        assert found.value == Opaque("ndarray", "of more than 1048576 bytes")

    def test_many_large_results_use_up_their_own_function_only(self, box: Box) -> None:
        large = cell("def f():\n    return np.zeros(50_000)")
        run = box.run([large, GOOD], [*[Call("f")] * 4, Call("good", (1,))])
        *found, good = run.observations
        assert [type(seen.value) for seen in found] == [np.ndarray, np.ndarray, Opaque, Opaque]
        assert good.value == 2

    def test_a_huge_text_is_cut(self, box: Box) -> None:
        found = seen(box, "def f():\n    print('x' * 10**7)\n    return 'y' * 10**7")
        assert len(found.printed) == len(found.value) == 2_000


class TestAHostileWorker:
    """Code that has prepared the worker while it was loaded."""

    @pytest.mark.parametrize(
        ("handler", "outcome"),
        [("os._exit(0)", "crashed"), ("time.sleep(100)", "timeout")],
    )
    def test_breaks_the_call_that_triggers_it(self, box: Box, handler: str, outcome: str) -> None:
        trap = cell(
            f"""
            import os, signal, time
            signal.signal(signal.SIGUSR1, lambda *_: {handler})
            def f(x):
                if x == 1:
                    os.kill(os.getpid(), signal.SIGUSR1)
                return x
            """
        )
        calls = [Call("good", (1,)), *[Call("f", (n,)) for n in range(3)], Call("last")]
        run = box.run([GOOD, trap, cell("def last():\n    return 'last'", "last")], calls)
        assert values(run.observations) == [2, 0, outcome, 2, "last"]

    @pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
    def test_killed_by_a_call_does_the_rest_anew(self, box: Box, number: int) -> None:
        kill = cell(f"import os\ndef f():\n    os.kill(os.getpid(), {int(number)})\n    return 1")
        run = box.run([kill, GOOD], [Call("good", (1,)), Call("f"), Call("good", (2,))])
        first, bad, last = values(run.observations)
        assert (first, last) == (2, 3)
        # In a namespace of its own the worker is the first process, which no signal ends.
        assert bad == (1 if box.name == "bubblewrap" else "crashed")

    def test_is_not_ended_by_an_interrupt(self, box: Box) -> None:
        source = (
            "import os, signal\ndef f():\n    os.kill(os.getpid(), signal.SIGINT)\n    return 1"
        )
        assert seen(box, source).value == 1

    @pytest.mark.parametrize(
        "noise", [b"\xff" * 100, b"\x00" * 100, (2**62).to_bytes(8, "little"), b"\x01" + bytes(7)]
    )
    def test_that_speaks_another_language_costs_what_was_running(
        self, box: Box, noise: bytes
    ) -> None:
        shout = f"""
            import os
            def shout():
                for descriptor in range(3, 64):
                    try:
                        os.write(descriptor, {noise!r})
                    except OSError:
                        pass
            """
        in_a_call = cell(
            shout + "\ndef f():\n    shout()\n    return 1".replace("\n", "\n" + " " * 12)
        )
        run = box.run([in_a_call, GOOD], [Call("good", (1,)), Call("f"), Call("good", (2,))])
        assert values(run.observations) == [2, "crashed", 3]
        while_loading = cell(shout + "\nshout()".replace("\n", "\n" + " " * 12))
        run = box.run([GOOD, while_loading], [Call("good", (1,)), Call("f")])
        assert values(run.observations) == [2, "missing"]
        assert run.load["f"].outcome == "crashed"

    def test_forged_answers_are_its_own(self, box: Box) -> None:
        """Code that can forge the right answer could as well return it."""
        forge = """
            import os
            from autograder import frames
            from autograder.observation import Observation
            body = frames.encode(Observation("returned", value="forged").to_tree())
            def f():
                for descriptor in range(3, 64):
                    try:
                        os.write(descriptor, (len(body).to_bytes(8, "little") + body) * 5)
                    except OSError:
                        pass
                return 1
            """
        run = box.run([cell(forge), GOOD], [Call("f"), *[Call("good", (n,)) for n in range(3)]])
        assert values(run.observations) == ["forged"] * 4
        neighbour = box.run([GOOD], [Call("good", (n,)) for n in range(3)])
        assert values(neighbour.observations) == [1, 2, 3]

    def test_a_fork_bomb_goes_off_in_its_own_call(self, sealed: Box) -> None:
        bomb = cell(
            """
            import os
            def f():
                while True:
                    try:
                        os.fork()
                    except OSError:
                        pass
            """
        )
        run = sealed.run([bomb, GOOD], [Call("f"), *[Call("good", (n,)) for n in range(3)]])
        assert values(run.observations) == ["timeout", 1, 2, 3]


class TestMemory:
    """Each process meets its own limit first, as a MemoryError; all together have another one."""

    def test_of_one_process_ends_in_a_memory_error(self, small: Box) -> None:
        assert seen(small, "def f():\n    return bytearray(2**30)").outcome == "memory"

    @pytest.mark.parametrize(
        "kept",
        [
            "bytearray(b'x') * 2**25",
            "mmap.mmap(-1, 2**25).write(b'x' * 2**25)",
            "np.ones(2**22)",
        ],
    )
    def test_of_many_processes_ends_the_function_that_takes_it(self, small: Box, kept: str) -> None:
        source = f"""
            import mmap, os, time
            def f():
                for _ in range(8):
                    if os.fork() == 0:
                        kept = {kept}
                        time.sleep(100)
                time.sleep(4)
                return "had it all"
            """
        calls = [Call("good", (1,)), Call("f"), Call("f"), Call("last")]
        cells = [GOOD, cell(source), cell("def last():\n    return 3", "last")]
        run = small.run(cells, calls)
        assert values(run.observations) == [2, "memory", "memory", 3]

    def test_that_is_shared_since_before_the_fork_counts_little(self, small: Box) -> None:
        """What the interpreter and its packages take is nobody's fault."""
        source = (
            "import os, time\ndef f():\n"
            "    for _ in range(6):\n        os.fork() or time.sleep(100)\n    time.sleep(0.3)"
        )
        assert seen(small, source).outcome == "returned"

    def test_of_no_process_is_not_given(self, small: Box) -> None:
        source = inspect.getsource(probes.memory_of_no_process)
        run = small.run([Cell("f", source)], [Call("memory_of_no_process")])
        assert values(run.observations) == [[]]


class TestNeighbours:
    def test_find_no_files_of_each_other(self, sealed: Box) -> None:
        write = """
            import os
            def f():
                left = []
                for folder, _, _ in os.walk("/"):
                    try:
                        open(os.path.join(folder, "trace"), "w").close()
                        left.append(folder)
                    except OSError:
                        pass
                return left
            """
        find = """
            import os
            def f():
                return [folder for folder, _, names in os.walk("/") if "trace" in names]
            """
        assert seen(sealed, write).value == ["/tmp"]
        assert seen(sealed, find).value == []

    def test_find_no_processes_of_each_other(self, sealed: Box) -> None:
        leave = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(30)"
        count = """
            import os
            def f():
                found = []
                for process in range(1, 2000):
                    try:
                        os.kill(process, 0)
                        found.append(process)
                    except OSError:
                        pass
                return len(found), os.listdir("/proc")
            """
        seen(sealed, leave)
        # The worker itself; none of the box's own processes, and none of the neighbour's.
        assert seen(sealed, count).value == (1, [])

    def test_meet_at_no_socket(self, sealed: Box) -> None:
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as listener:
            listener.bind(f"\0autograder-{os.getpid()}")
            listener.listen()
            source = "import socket\ndef f(name):\n    socket.socket(socket.AF_UNIX).connect(name)"
            failure = seen(sealed, source, f"\0autograder-{os.getpid()}").failure
        assert failure is not None
        assert failure.type == "ConnectionRefusedError"

    def test_watch_no_file_that_they_share(self, sealed: Box) -> None:
        source = """
            import ctypes
            def f():
                libc = ctypes.CDLL(None, use_errno=True)
                return libc.inotify_init(), libc.inotify_init1(0), ctypes.get_errno()
            """
        assert seen(sealed, source).value == (-1, -1, errno.EPERM)

    def test_are_killed_by_no_signal_to_everybody(self, sealed: Box) -> None:
        source = "import os, signal\ndef f():\n    os.kill(-1, signal.SIGKILL)\n    return 1"
        failure = seen(sealed, source).failure
        assert failure is not None
        assert failure.type == "ProcessLookupError"
        assert seen(sealed, GOOD.source.replace("good", "f"), 1).value == 2

    def test_do_not_slow_each_other(self, sealed: Box) -> None:
        busy = cell(
            "import threading\ndef f():\n    while True: pass\nthreading.Thread(target=f).start()"
        )
        sealed.run([busy], [])
        start = time.monotonic()
        assert seen(sealed, GOOD.source.replace("good", "f"), 1).value == 2
        assert time.monotonic() - start < 2


class TestInsideIsNothingWorthTaking:
    def test_no_right_and_no_name_of_a_user(self, sealed: Box) -> None:
        source = "import os\ndef f():\n    return os.getuid(), os.getgroups(), os.uname().nodename"
        uid, groups, host = seen(sealed, source).value
        assert uid == (NOBODY if os.getuid() == 0 else os.getuid())
        assert uid != 0
        assert all(group in {NOBODY, *os.getgroups()} for group in groups)
        assert host == "box"

    def test_no_way_to_more_namespaces(self, sealed: Box) -> None:
        """Each would bring all capabilities, with which a /tmp without a limit can be mounted."""
        source = """
            import ctypes, errno, os
            def f():
                libc = ctypes.CDLL(None, use_errno=True)
                user, mounts = 0x10000000, 0x00020000
                stack = ctypes.create_string_buffer(2**16)
                top = ctypes.addressof(stack) + 2**16
                calls = {
                    "unshare": lambda: libc.unshare(user | mounts),
                    "setns": lambda: libc.setns(0, 0),
                    "clone": lambda: libc.clone(ctypes.c_void_p(), top, user | 17, None),
                    "clone, directly": lambda: libc.syscall(56, user | 17, 0, 0, 0, 0),
                    "clone3": lambda: libc.syscall(435, ctypes.create_string_buffer(88), 88),
                    "under another number": lambda: libc.syscall(0x40000000 | 272, user),
                    "mount": lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, b""),
                }
                return {name: (call(), errno.errorcode[ctypes.get_errno()])
                        for name, call in calls.items()}
            """
        refused = seen(sealed, source).value
        assert set(refused.pop("clone3")) == {-1, "ENOSYS"}
        # The C library looks at the function to be run before it asks the system.
        assert refused.pop("clone")[0] == -1
        if platform.machine() != "x86_64":
            del refused["clone, directly"], refused["under another number"]
        assert set(refused.values()) == {(-1, "EPERM")}

    def test_threads_and_programs_still_start(self, sealed: Box) -> None:
        source = """
            import subprocess, sys, threading
            def f():
                found = []
                thread = threading.Thread(target=found.append, args=(1,))
                thread.start()
                thread.join()
                program = [sys.executable, "-c", "print(2)"]
                told = subprocess.run(program, capture_output=True, text=True)
                return found, told.stdout
            """
        found, told = seen(sealed, source).value
        assert (found, told) == ([1], "2\n")

    def test_no_setting_of_the_grader(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AUTOGRADER_TEST", "a secret of the grader's")
        source = "import os\ndef f():\n    return sorted(os.environ)"
        with open_sandbox(KNOWN, limits=LIMITS) as box:
            found = set(seen(box, source).value)
        assert found == {
            "HOME", "LANG", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
            "PWD", "PYTHONHASHSEED",
        }  # fmt: skip

    def test_no_path_of_this_machine(self, sealed: Box) -> None:
        source = """
            import gc, os, sys
            def f(needles):
                places = [*sys.argv, *sys.path, *os.environ.values(), os.getcwd()]
                places += [getattr(m, "__file__", None) or "" for m in list(sys.modules.values())]
                lists = [o for o in gc.get_objects() if type(o) is list]
                places += [s for o in lists for s in o if type(s) is str]
                return [n[::-1] for n in needles for place in places if n[::-1] in place]
            """
        paths = {str(ROOT), sys.prefix, str(Path.home())} - {"/", "/tmp"}
        # Backwards, because what is asked for is in memory as well.
        assert seen(sealed, source, [path[::-1] for path in paths]).value == []

    def test_no_open_file_but_the_way_out(self, sealed: Box) -> None:
        source = """
            import os, stat
            def f():
                found = []
                for descriptor in range(1024):
                    try:
                        status = os.fstat(descriptor)
                    except OSError:
                        continue
                    is_null = status.st_rdev == os.stat("/dev/null").st_rdev
                    found.append("null" if is_null else stat.filemode(status.st_mode)[0])
                return found
            """
        assert seen(sealed, source).value == ["null", "null", "null", "s"]

    def test_nothing_of_proc(self, sealed: Box) -> None:
        source = """
            import os
            def f():
                for name in ("maps", "environ", "fd", "mountinfo", "cmdline", "mem"):
                    for process in ("self", "1", "thread-self"):
                        assert not os.path.exists(f"/proc/{process}/{name}")
                return os.listdir("/proc")
            """
        assert seen(sealed, source).value == []

    def test_no_expected_value_and_no_other_submission_in_memory(self, sealed: Box) -> None:
        """Only the job itself is there: what is defined, and what is called with what."""
        seen(sealed, "def f():\n    return 'the neighbour was here'")
        source = """
            import sys
            def f():
                frame, found = sys._getframe(), {}
                while frame is not None:
                    found |= {n: v for n, v in frame.f_locals.items() if n in ("job", "call")}
                    frame = frame.f_back
                modules = [name for name in sys.modules if name.startswith("autograder.")]
                texts = repr(found["job"])
                return sorted(found["job"]), found["call"]._fields, sorted(modules), texts
            """
        job, call, modules, text = seen(sealed, source).value
        assert job == ["absent", "calls", "cells", "given", "limits", "prelude", "seconds"]
        assert call == ("function", "args", "kwargs", "harness", "once")
        assert "neighbour" not in text
        assert modules == [
            "autograder.callables", "autograder.frames", "autograder.inbox",
            "autograder.inbox.absent", "autograder.inbox.cells", "autograder.inbox.drawing",
            "autograder.inbox.kernel", "autograder.inbox.worker",
            "autograder.inbox.zygote", "autograder.observation", "autograder.values",
        ]  # fmt: skip


class TestTheBox:
    def test_starts_anew_when_its_zygote_was_killed(self) -> None:
        with open_sandbox(KNOWN, limits=LIMITS) as box:
            process = box._process
            assert process is not None
            process.kill()
            process.wait()
            assert seen(box, GOOD.source.replace("good", "f"), 1).value == 2
            assert box._process is not process

    def test_repeats_a_submission_during_which_its_zygote_was_killed(self) -> None:
        slow = "import time\ndef f():\n    time.sleep(0.25)\n    return 'done'"
        with open_sandbox(KNOWN) as box:  # with time to spare, for a busy machine
            process = box._process
            assert process is not None
            timer = threading.Timer(0.1, process.kill)
            timer.start()
            assert seen(box, slow).value == "done"
            timer.join()
            assert box._process is not process

    @pytest.mark.parametrize("sandboxed", [True, False])
    def test_leaves_no_process_behind(self, sandboxed: bool) -> None:
        with open_sandbox(KNOWN, sandboxed=sandboxed, limits=LIMITS) as box:
            process = box._process
            assert process is not None
            assert process.poll() is None
            seen(box, "import os, time\nos.fork() or time.sleep(1)\ndef f(): pass")
        assert process.returncode is not None

    def test_refuses_without_bubblewrap(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "find_bubblewrap", lambda: None)
        with pytest.raises(SandboxError, match=r"no sandbox is installed; install bubblewrap"):
            open_sandbox(KNOWN)

    def test_refuses_where_bubblewrap_fails_and_says_why(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        program = tmp_path / "bwrap"
        program.write_text(
            "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n"
        )
        program.chmod(0o755)
        monkeypatch.setattr(module, "find_bubblewrap", lambda: program)
        with pytest.raises(
            SandboxError, match=r"does not start: bwrap: setting up uid map.*--no-sandbox"
        ):
            open_sandbox(KNOWN)

    def test_blames_no_submission_when_processes_end_before_it_begins(self) -> None:
        hopeless = replace(KNOWN, prelude="import os\nos._exit(1)")
        with (
            open_sandbox(hopeless) as box,
            pytest.raises(SandboxError, match="starts but its processes end at once"),
        ):
            box.run([GOOD], [Call("good", (1,))])

    def test_says_what_was_called_with_something_that_cannot_travel(self, box: Box) -> None:
        with pytest.raises(TypeError, match="expected plain values, got set"):
            box.run([GOOD], [Call("good", ({1},))])
        assert values(box.run([GOOD], [Call("good", (1,))]).observations) == [2]

    def test_closes_twice(self) -> None:
        box = open_sandbox(KNOWN, limits=LIMITS)
        box.close()
        box.close()

    def test_takes_what_a_cell_is_called(self, box: Box) -> None:
        name = "x'); import os #\n<ü>"
        run = box.run([Cell(name, "1 / 0")], [])
        assert run.load[name].outcome == "raised"


#: The tests of what rights have to do with.
RIGHTS = "not none and (BadEnd or Memory or Neighbours or Inside or TheBox or Hostile)"


def test_it_holds_for_an_ordinary_user() -> None:
    if os.getuid() != 0:
        return  # then all tests above have been run by an ordinary user
    version = f"python3.{sys.version_info.minor}"
    candidates = [sys.executable, f"/usr/local/bin/{version}", f"/usr/bin/{version}"]
    found = [p for p in candidates if os.path.exists(p) and _runs_for_nobody([p, "-c", "0"])]
    if not found:
        pytest.skip(f"tried only as root: no other user may execute {sys.executable}")
    packages = [path for path in sys.path if path.endswith("site-packages")]
    told = subprocess.run(
        [found[0], "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", RIGHTS, __file__],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": "/tmp",
            "PYTHONPATH": os.pathsep.join([str(ROOT), *packages]),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-5_000:] + told.stderr[-2_000:]


def _runs_for_nobody(command: list[str]) -> bool:
    try:
        told = subprocess.run(
            command, user=NOBODY, group=NOBODY, extra_groups=[], cwd="/", capture_output=True
        )
    except PermissionError:
        return False
    return told.returncode == 0
