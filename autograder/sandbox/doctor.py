"""Try on this machine, for real, everything that grading needs, and name the remedies."""

from __future__ import annotations

import importlib.metadata
import inspect
import os
import pkgutil
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from autograder.course import NOTEBOOKS
from autograder.errors import AutograderError, SandboxError
from autograder.inbox.kernel import TEMPORARY_FILES
from autograder.observation import Observation
from autograder.sandbox import probes
from autograder.sandbox.box import REMEDY, Box, open_sandbox
from autograder.sandbox.bubblewrap import environment, find_bubblewrap, visible_paths
from autograder.sandbox.seam import Call, Cell, Limits

__all__ = ["Finding", "examine", "table"]

#: Smaller than in grading, so that every limit is reached within a moment.
LIMITS = Limits(
    # A probe takes a fraction of a second, and more on a busy machine.
    case_seconds=10.0,
    function_seconds=10.0,
    memory_bytes=2**30,
    total_bytes=2**27,
    file_bytes=2**20,
    temporary_bytes=4 * 2**20,
    processes=16,
)
#: Where a submission might leave something for the next one.
SHARED_FOLDERS = ["/tmp", "/dev/shm", "/dev", "/box", "/packages", "/var/tmp", "/run"]
#: Where a submission may write; the second is the kernel's, and takes no files.
WRITEABLE = ["/tmp", "/dev/pts"]
#: The environment of a submission.
SETTINGS = [*environment(), "LD_LIBRARY_PATH", "PWD"]
FREE_BYTES = 2 * 2**30
OLDEST_PYTHON, FIRST_UNKNOWN_PYTHON = (3, 11), (3, 14)

STARTS = "box starts"
UPDATE = "make setup installs what the project needs"
REPORT = "do not grade on this machine, and report it: the sandbox does not hold here"


@dataclass(frozen=True)
class Finding:
    """One thing that was tried.

    Attributes:
        what: the property, in a few words.
        works: whether this machine has it.
        seen: what was found out.
        remedy: what to do where it does not work.
        needed: whether grading needs it.
    """

    what: str
    works: bool
    seen: str
    remedy: str = ""
    needed: bool = True


@dataclass(frozen=True)
class Probe:
    """A property of the box, and the function that tries it inside.

    Attributes:
        what: the property.
        function: one of `autograder.sandbox.probes`.
        arguments: what it is called with.
        judge: whether the property holds, and what was seen, from what the call did.
        remedy: what to do where it does not.
        patience: how many times the limit of time the call may take.
    """

    what: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    judge: Callable[[Observation], tuple[bool, str]]
    remedy: str = REPORT
    patience: float = 1.0


def examine() -> list[Finding]:
    """Try everything; takes a few seconds.

    Returns:
        The findings, in the order in which they are worth reading.
    """
    parts = (_python, _bubblewrap, _box, _gradebook, _disk, _torch, _data)
    with ThreadPoolExecutor(len(parts)) as pool:
        return [finding for findings in pool.map(_safely, parts) for finding in findings]


def _safely(part: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return part()
    except Exception as error:  # a part that fails is a finding too, and hides no other
        what = part.__name__.strip("_")
        return [Finding(what, False, f"{type(error).__name__}: {error}", UPDATE)]


def table(findings: Sequence[Finding]) -> Table:
    """The findings as a table to print."""
    shown = Table(title="What grading needs, tried on this machine", title_justify="left")
    for heading in ("what", "works", "seen, and what to do"):
        shown.add_column(heading, overflow="fold")
    for finding in findings:
        answer = ("yes", "green") if finding.works else ("no", "red")
        if not (finding.works or finding.needed):
            answer = ("optional", "yellow")
        seen = finding.seen if finding.works else f"{finding.seen}\n→ {finding.remedy}"
        shown.add_row(finding.what, Text(*answer), Text(seen))
    return shown


def _python() -> list[Finding]:
    works = OLDEST_PYTHON <= sys.version_info[:2] < FIRST_UNKNOWN_PYTHON
    oldest, unknown = (".".join(map(str, v)) for v in (OLDEST_PYTHON, FIRST_UNKNOWN_PYTHON))
    remedy = f"use a Python from {oldest} up to, but without, {unknown}"
    return [Finding("Python", works, f"{platform.python_version()}, {sys.executable}", remedy)]


def _bubblewrap() -> list[Finding]:
    found = find_bubblewrap()
    if found is None:
        return [Finding("bubblewrap", False, "not found", REMEDY)]
    asked = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    version = asked.stdout.strip() or asked.stderr.strip()
    return [Finding("bubblewrap", asked.returncode == 0, f"{version}, {found}", REMEDY)]


def _box() -> list[Finding]:
    try:
        with open_sandbox(NOTEBOOKS[0], limits=LIMITS) as box, _listeners() as (port, name):
            seen = f"for {NOTEBOOKS[0].name}, with {box.name}"
            tried = _probed(box, _probes(port, name))
            return [Finding(STARTS, True, seen), *tried, _neighbours(box), _forbidden(box)]
    except SandboxError as error:
        reason, _, remedy = str(error).partition("; ")
        rest = [Finding(probe.what, False, "not tried", remedy) for probe in _probes(0, "")]
        return [Finding(STARTS, False, reason, remedy), *rest]


def _probes(port: int, name: str) -> tuple[Probe, ...]:
    known = NOTEBOOKS[0]
    allowed = [str(path) for path in visible_paths(known)]
    secret = [f"cnnlib.ops.{module}" for module in _modules_of_ops() if module not in known.ops]
    answers = ["autograder.exercises", "autograder.checks", "nbgrader", *secret]
    memory, many = LIMITS.memory_bytes, LIMITS.processes
    size, temporary = LIMITS.file_bytes, LIMITS.temporary_bytes
    files = 2 * temporary // size
    return (
        Probe("no network", probes.reach_network, (port, name), _is_empty),
        Probe("no other file", probes.readable_files, (allowed,), _only_allowed),
        Probe("no answers", probes.importable, (answers,), _is_empty),
        Probe("nothing left open", probes.open_to_the_outside, (SETTINGS,), _is_empty),
        Probe("no other process", probes.visible_processes, (), _is_empty),
        Probe("no place to write but /tmp", probes.writeable_folders, (WRITEABLE,), _is_empty),
        Probe("no capability", probes.capabilities, (), _at_most(0, "capabilities")),
        Probe("memory limit", probes.use_memory, (2 * memory,), _at_most(memory, "bytes")),
        Probe("memory limit of all processes", *_many(LIMITS.total_bytes), _ended("memory")),
        Probe("no memory of no process", probes.memory_of_no_process, (), _is_empty),
        Probe("process limit", probes.fork_many, (2 * many,), _at_most(many, "processes")),
        Probe("file size limit", probes.write_large_file, (2 * size,), _at_most(size, "bytes")),
        Probe(
            "temporary space limit",
            probes.fill_temporary_folder,
            (files, size),
            _at_most(temporary, "bytes"),
        ),
        Probe(
            "limit on the number of files",
            probes.make_files,
            (2 * TEMPORARY_FILES,),
            _at_most(TEMPORARY_FILES, "files"),
        ),
        Probe("exit costs one call", probes.end_the_program, (), _ended("crashed")),
        Probe("endless loop is stopped", probes.endless_loop, (), _ended("timeout"), patience=0.1),
    )


def _many(total: int) -> tuple[Callable[..., Any], tuple[int, int]]:
    """Some processes that have more than `total` bytes together, and each far less."""
    return probes.use_memory_of_many, (8, total // 4)


def _modules_of_ops() -> list[str]:
    from cnnlib import ops

    return [module.name for module in pkgutil.iter_modules(ops.__path__) if module.name[0] != "_"]


def _probed(box: Box, tried: Sequence[Probe]) -> list[Finding]:
    """What holds inside the box, tried as one submission with a function for each probe."""
    run = box.run(
        [_cell(probe.function) for probe in tried],
        [Call(p.function.__name__, p.arguments, patience=p.patience) for p in tried],
    )
    return [
        Finding(probe.what, *probe.judge(seen), probe.remedy)
        for probe, seen in zip(tried, run.observations, strict=True)
    ]


def _neighbours(box: Box) -> Finding:
    """Whether a submission finds what the one before it has left behind."""
    for function in (probes.leave_traces, probes.traces_of_others):
        run = box.run([_cell(function)], [Call(function.__name__, (SHARED_FOLDERS,))])
    works, seen = _is_empty(run.observations[0])
    return Finding("submissions do not meet", works, seen, REPORT)


def _forbidden(box: Box) -> Finding:
    """Whether names that an exercise does not allow are away where it is run, by whatever way."""
    names = ["numpy.tanh", "math.tanh"]
    function = probes.reachable_names
    run = box.run([_cell(function)], [Call(function.__name__, (names,))], names)
    works, seen = _is_empty(run.observations[0])
    return Finding("forbidden names are absent", works, seen, REPORT)


def _cell(function: Callable[..., Any]) -> Cell:
    return Cell(function.__name__, inspect.getsource(function))


def _is_empty(seen: Observation) -> tuple[bool, str]:
    return seen.value == [], "nothing found" if seen.value == [] else f"found {_said(seen)}"


def _only_allowed(seen: Observation) -> tuple[bool, str]:
    if seen.outcome != "returned":
        return False, _said(seen)
    count, others = seen.value
    listed = "the interpreter and the allowed packages only"
    return not others, f"{count} readable files: {', '.join(others) or listed}"


def _ended(outcome: str) -> Callable[[Observation], tuple[bool, str]]:
    return lambda seen: (seen.outcome == outcome, f"the call {_said(seen)}")


def _at_most(limit: int, unit: str) -> Callable[[Observation], tuple[bool, str]]:
    def judge(seen: Observation) -> tuple[bool, str]:
        works = isinstance(seen.value, int) and 0 <= seen.value <= limit
        return works, f"{_said(seen)} of at most {limit} {unit}"

    return judge


def _said(seen: Observation) -> str:
    if seen.failure is not None:
        return f"{seen.failure.type}: {seen.failure.message}"
    return str(seen.value) if seen.outcome == "returned" else _ENDINGS[seen.outcome]


_ENDINGS = {
    "memory": "ran out of memory",
    "crashed": "ended its process",
    "timeout": "was stopped",
    "missing": "could not be made",
}


@contextmanager
def _listeners() -> Iterator[tuple[int, str]]:
    """Sockets that a box without a network of its own could reach: a port, and a bare name."""
    name = f"autograder-doctor-{id(object())}"
    with (
        socket.create_server(("127.0.0.1", 0)) as port,
        socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as unix,
    ):
        unix.bind(f"\0{name}")
        unix.listen()
        yield port.getsockname()[1], name


def _gradebook() -> list[Finding]:
    try:
        from autograder.grading.gradebook import CourseGradebook

        version = importlib.metadata.version("nbgrader")
        with tempfile.TemporaryDirectory() as folder, CourseGradebook(Path(folder)):
            pass  # a new gradebook has been written by now
    except (AutograderError, ImportError, OSError) as error:
        return [Finding("gradebook", False, str(error), UPDATE)]
    return [Finding("gradebook", True, f"nbgrader {version}, a database can be written")]


def _disk() -> list[Finding]:
    free = shutil.disk_usage(Path.cwd()).free
    seen = f"{free / 2**30:.1f} GiB free under {Path.cwd()}"
    return [Finding("disk space", free >= FREE_BYTES, seen, "make room: 2 GiB are enough")]


def _torch() -> list[Finding]:
    # In a process of its own: it takes long and much memory, and may end a program.
    program = "import torch; print(torch.__version__)"
    asked = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    said = (asked.stdout or asked.stderr).strip().splitlines()[-1:] or ["no reason given"]
    return [Finding("torch", asked.returncode == 0, said[0], UPDATE)]


def _data() -> list[Finding]:
    import pooch

    from cnnlib.data import DataError, fashion_mnist, fashion_mnist_subset
    from cnnlib.data.fashion import DEBIAN, VARIABLE

    part = fashion_mnist_subset()
    seen = f"{len(part.train_images)} images to train, {len(part.test_images)} to test"
    findings = [Finding("Fashion-MNIST, the course's part", True, seen)]
    what = "Fashion-MNIST, all of it"
    for folder in filter(None, (os.environ.get(VARIABLE), DEBIAN, pooch.os_cache("cnnlib"))):
        # With a folder named, nothing is downloaded.
        try:
            whole = fashion_mnist(folder)
        except DataError:
            continue
        return [*findings, Finding(what, True, f"{len(whole.train_images)} images in {folder}")]
    remedy = "cnnlib.data.fashion_mnist() downloads it; nothing in the course needs it"
    return [*findings, Finding(what, False, "not on this machine", remedy, needed=False)]
