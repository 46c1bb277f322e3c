"""What the packages that a notebook's answers may import bring along."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, requires
from importlib.util import find_spec
from pathlib import Path

from autograder.course import Notebook
from autograder.errors import SandboxError

__all__ = ["folder_of", "installed"]


def folder_of(package: str) -> Path:
    """The folder in which a package lies.

    Raises:
        SandboxError: if it is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SandboxError(f"the sandbox needs the package {package}, which is not installed")
    return Path(spec.origin).resolve().parent


@cache
def installed(notebook: Notebook) -> tuple[Path, ...]:
    """The folders and modules of the notebook's packages and of all that these require."""
    found = []
    for package in notebook.packages:
        folder = folder_of(package)
        bundled = folder.with_name(f"{package}.libs")
        found += [folder, *([bundled] if bundled.is_dir() else [])]
        for required in sorted(_required(package)):
            found += _top_levels(required)
    return tuple(dict.fromkeys(found))


def _required(package: str) -> set[str]:
    """A package's distribution and those that it cannot do without, directly or not."""
    known, waiting = {package}, [package]
    while waiting:
        try:
            # What belongs to an extra is not needed; other conditions show in what is installed.
            lines = [line for line in requires(waiting.pop()) or [] if "extra ==" not in line]
        except PackageNotFoundError:
            continue
        names = {re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0].lower() for line in lines}
        waiting += names - known
        known |= names
    return known


def _top_levels(required: str) -> list[Path]:
    """The folders and modules that a distribution has installed; none where it is absent."""
    try:
        installed = distribution(required)
    except PackageNotFoundError:
        return []
    names = {file.parts[0] for file in installed.files or [] if file.suffix in (".py", ".so")}
    paths = [Path(str(installed.locate_file(n))) for n in sorted(names - {"..", "__pycache__"})]
    return [path.resolve() for path in paths if path.exists()]
