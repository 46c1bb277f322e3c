"""The course away from its folder: what its notebooks do there, and the badges that lead there.

Both follow from the address of the repository, `Repository` in `[project.urls]` of pyproject.toml,
and `autograder build` writes them. As long as there is no address, the first code cell of each
notebook says what to do where the course is missing, and there are no badges.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from autograder.course import NOTEBOOKS
from autograder.errors import BuildError

__all__ = ["before_import", "readme", "repository"]

NEEDED = """\
# “No module named 'autograder'”? Then this kernel is not the course's: run `make lab` in the
# course's folder, as its README.md says, and open this notebook there.
"""
FETCHED = """\
# In the course's folder this does nothing; elsewhere, as on Google Colab, it fetches the course.
from importlib.util import find_spec

if not find_spec("autograder"):
    get_ipython().run_line_magic("pip", "install --quiet git+{address}")

"""
#: Where the badges stand in README.md.
BEGIN, END = "<!-- badges: autograder build writes what follows -->", "<!-- end of badges -->"


def repository(root: Path) -> str | None:
    """The public address of the repository, if it has one.

    Args:
        root: the course's folder.

    Raises:
        BuildError: if it is not one of GitHub's, which Colab, Binder and Codespaces can open.
    """
    project = root / "pyproject.toml"
    if not project.is_file():
        return None
    urls = tomllib.loads(project.read_text(encoding="utf-8"))["project"].get("urls", {})
    address: str | None = urls.get("Repository")
    if address and not re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+", address):
        raise BuildError(
            f"{project}: expected Repository to be https://github.com/OWNER/NAME, got {address!r}; "
            "write it so, or leave it out"
        )
    return address


def before_import(address: str | None) -> str:
    """What a notebook's first code cell says, or does, before it imports the course.

    Args:
        address: the address of the repository.

    Example:
        >>> print(before_import(None))  # doctest: +ELLIPSIS
        # “No module named 'autograder'”? Then this kernel is not the course's: ...
    """
    return FETCHED.format(address=address) if address else NEEDED


def readme(text: str, address: str | None) -> str:
    """README.md with the badges that the address gives, in place of those that it has.

    Args:
        text: what it holds.
        address: the address of the repository.
    """
    if BEGIN not in text or END not in text:
        return text
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{_badges(address)}{END}{after}"


def _badges(address: str | None) -> str:
    if address is None:
        return ""
    place = address.removeprefix("https://github.com/")
    binder, codespaces = "https://mybinder.org", "https://codespaces.new"
    lines = [
        _badge("Binder", f"{binder}/badge_logo.svg", f"{binder}/v2/gh/{place}/HEAD?urlpath=lab"),
        _badge("Codespaces", "https://github.com/codespaces/badge.svg", f"{codespaces}/{place}"),
    ]
    colab = "https://colab.research.google.com"
    for course in NOTEBOOKS:
        file = f"{course.name}/{course.name}.ipynb"
        target = f"{colab}/github/{place}/blob/main/notebooks/{file}"
        lines.append(_badge(f"{course.title} in Colab", f"{colab}/assets/colab-badge.svg", target))
    return "\n".join(lines) + "\n"


def _badge(text: str, picture: str, target: str) -> str:
    return f"[![{text}]({picture})]({target})"
