"""Stand-ins for the packages that draw: they are asked for anything, and do nothing.

An answer that also draws a picture is graded on its values. What it draws with is not in the box,
and where it is, without a sandbox, it would take the time that the values need.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__all__ = ["Module", "draws", "names", "stand_in"]

#: What a notebook draws with.
DRAWING = ("IPython", "ipywidgets", "matplotlib", "cnnlib.plots", "cnnlib.explorers")


def stand_in() -> dict[str, Any]:
    """Let every module of `DRAWING`, and below, be imported as one that does nothing.

    Returns:
        What the notebooks' set-up cells import of these, by name, and IPython's own `display`.
    """
    sys.meta_path.insert(0, _Finder())
    return names()


def names() -> dict[str, Any]:
    """What a notebook draws with, by name."""
    return {"display": _Nothing(), "explorers": _Nothing(), "plots": _Nothing()}


def draws(module: str) -> bool:
    """Whether a module is one that draws, or a part of one."""
    return any(module == known or module.startswith(f"{known}.") for known in DRAWING)


class _Nothing:
    """Takes every call, and gives itself for every attribute and item."""

    def __getattr__(self, name: str) -> Any:
        # Python and NumPy ask for such names to find out what an object can do.
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_args: Any, **_kwargs: Any) -> Any:
        return self

    def __getitem__(self, _key: Any) -> Any:
        return self

    def __setitem__(self, _key: Any, _value: Any) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        # `figure, axes = plt.subplots()` takes two.
        return iter((self, self))

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_error: object) -> None:
        pass


class Module(ModuleType):
    """A module in which every name stands for nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, *_where: object) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if draws(name) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Module(spec.name)

    def exec_module(self, _module: ModuleType) -> None:
        pass
