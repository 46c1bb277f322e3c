"""Take names away from the modules of a worker, for exercises that do not allow them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

__all__ = ["remove"]

#: Modules that keep functions of others under the same name, and that somebody may import later.
WRAPPERS = {"numpy": ("numpy.ma", "numpy.matlib"), "torch": ("torch.special",)}
#: Tables of functions by which somebody may find one.
TABLES = {"numpy": ("numpy.ma.core.ufunc_domain", "numpy.ma.core.ufunc_fills")}


def remove(names: Sequence[str]) -> None:
    """Delete dotted names, wherever a loaded module keeps the same object or one of that name.

    Nothing of NumPy's or torch's own code that a learner may use asks for them by these names; what
    was bound before, in C or in a closure, works on. This closes the short ways only: a fresh copy
    of a module, the C library, or another program are refused where the source is read.

    Args:
        names: such as `numpy.tanh`; one that does not exist is absent already.
    """
    for package in {name.partition(".")[0] for name in names}:
        for wrapper in WRAPPERS.get(package, ()):
            _try_to_import(wrapper)
    for name in names:
        home, _, leaf = name.rpartition(".")
        package = name.partition(".")[0]
        module = _try_to_import(home)
        found = getattr(module, leaf, None)
        for other in list(sys.modules.values()):
            if isinstance(other, ModuleType):
                _remove(other, package, leaf, found)
        for table in TABLES.get(package, ()):
            _table(table).pop(found, None)
        sys.modules.pop(name, None)


def _remove(module: ModuleType, package: str, leaf: str, found: object) -> None:
    is_akin = module.__name__.partition(".")[0] == package
    for name, value in list(vars(module).items()):
        if (value is found and found is not None) or (is_akin and name == leaf):
            delattr(module, name)


def _table(name: str) -> dict[object, object]:
    home, _, leaf = name.rpartition(".")
    return getattr(_try_to_import(home), leaf, {})


def _try_to_import(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except Exception:  # a package may leave out, or break on, what it could have
        return None
