"""Functions that cases hand to a learner's function: predictors, pools, maps, group actions.

A frame carries such a function by its name, and a report shows it by its name and first line, so
each is a function with a docstring in the module of its notebook, listed in that module's
`__all__`. They need nothing but what their notebook's answers may import, change no input, and
contain no answer to an exercise: a learner's code can read them.

Example:
    >>> from autograder.callables import find, name_of
    >>> find("missing.function")
    Traceback (most recent call last):
    ...
    KeyError: 'missing.function'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

__all__ = ["find", "name_of"]


def name_of(function: Callable[..., Any]) -> str:
    """The name under which `find` gives a function back, such as `pooling.first_of_window`.

    Raises:
        KeyError: if the function is none of these.
    """
    home, name = function.__module__, function.__qualname__
    full = f"{home.removeprefix(f'{__name__}.')}.{name}"
    if find(full) is not function:
        raise KeyError(full)
    return full


def find(name: str) -> Callable[..., Any]:
    """The function with a name that `name_of` gave.

    Raises:
        KeyError: for any other name.
    """
    if not re.fullmatch(r"[a-z]+\.[a-z0-9_]+", name):
        raise KeyError(name)
    home, _, short = name.partition(".")
    try:
        module = import_module(f"{__name__}.{home}")
    except ImportError:
        raise KeyError(name) from None
    if short not in module.__all__:
        raise KeyError(name)
    function: Callable[..., Any] = getattr(module, short)
    return function
