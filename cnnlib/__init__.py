"""What a student of the course imports: operations, data, pictures, training, things to move.

The submodules load when they are first used, so that `import cnnlib` costs next to nothing.

Example:
    >>> from cnnlib import ops
    >>> ops.box_kernel(2).shape
    (2, 2)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnnlib import data, explorers, ops, plots, training

__all__ = ["data", "explorers", "ops", "plots", "training"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
