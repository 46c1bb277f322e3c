"""Drawings with sliders: move a number and see at once what it does.

Each is opened by one line in a notebook, and shows its starting state where nothing can move: on
paper, in an exported page, in a script. A module loads when one of its names is first used.

Example:
    >>> from cnnlib import explorers
    >>> explorers.Places(size=7, kernel_size=3, stride=2).seen
    [1, 1, 2, 1, 2, 1, 1]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnnlib.explorers.counts import motivation
    from cnnlib.explorers.editor import kernels
    from cnnlib.explorers.explorer import Explorer
    from cnnlib.explorers.live import training
    from cnnlib.explorers.places import Places
    from cnnlib.explorers.pools import pooling
    from cnnlib.explorers.slopes import activations
    from cnnlib.explorers.squares import symmetry
    from cnnlib.explorers.stack import receptive_field
    from cnnlib.explorers.strides import stride_and_padding

#: A public name -> its module. No module has the name of a function: loading one would hide it.
_MODULES = {
    "Explorer": "explorer",
    "Places": "places",
    "activations": "slopes",
    "kernels": "editor",
    "motivation": "counts",
    "pooling": "pools",
    "receptive_field": "stack",
    "stride_and_padding": "strides",
    "symmetry": "squares",
    "training": "live",
}

__all__ = [
    "Explorer",
    "Places",
    "activations",
    "kernels",
    "motivation",
    "pooling",
    "receptive_field",
    "stride_and_padding",
    "symmetry",
    "training",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
