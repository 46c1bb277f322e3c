"""What the exercises on activations share: values of every kind, and groups of cases."""

from __future__ import annotations

import numpy as np

from autograder.exercise import MANNERS, Arguments, Group
from autograder.exercises.draw import lay_out, numbers

__all__ = ["NOTEBOOK", "large_values", "manners", "shapes", "values"]

NOTEBOOK = "04_activations"

#: So large that a careless exponential overflows, on both sides.
LARGE = (1.0, -1000.0, 1000.0, -1.0, -720.0, 720.0, -50.0, 50.0)
#: Where it shows that arguments were cut off too early.
TAILS = (-18.0, -12.0, -9.5, -8.0, 8.0, 9.5, 12.0, 18.0)


def values(
    rng: np.random.Generator,
    rows: int = 1,
    columns: int = 4,
    planes: int = 0,
    batch: int = 0,
    kind: str = "mixed",
    layout: str = "C",
) -> Arguments:
    """An array of pre-activations.

    Args:
        rng: draws the values.
        rows: 0 for one axis.
        columns: at least 1.
        planes: 0 for two axes.
        batch: 0 for three axes, where there are planes.
        kind: `mixed` (both signs, no zero), `wide` (beyond ±6 as well), `zeros` (every third value
            is 0), `tails` (where a squashed value has not yet reached its limit), `large` (up to
            ±1000), `small` (of the size of 1e-8), `positive`, or `nan` (with a NaN at each end).
        layout: see `lay_out`.
    """
    shape = tuple(length for length in (batch, planes, rows, columns) if length)
    x = numbers(rng, *shape, step=2.5 if kind == "wide" else 0.4)
    if kind in ("large", "tails"):
        pool = LARGE if kind == "large" else TAILS
        x = rng.permutation(np.resize(pool, x.size)).reshape(shape)
    elif kind == "small":
        x = 1e-8 * x
    elif kind == "positive":
        x = np.abs(x)
    elif kind == "zeros":
        x.ravel()[::3] = 0.0
    elif kind == "nan":
        x.ravel()[[0, -1]] = np.nan
    return {"x": lay_out(x, layout)}


def shapes(points: float) -> Group:
    """The same function on arrays of other shapes and memory layouts."""
    return Group(
        "shapes and layouts",
        points,
        (
            {"rows": 0, "columns": 5},
            {"rows": 2, "columns": 3, "planes": 2},
            {"rows": 2, "columns": 1, "planes": 3, "batch": 2},
            {"rows": 3, "columns": 4, "layout": "F"},
            {"rows": 2, "columns": 5, "layout": "strided"},
            {"rows": 9, "columns": 11},
        ),
        draws={"columns": (1, 2, 3, 6)},
    )


def large_values(points: float) -> Group:
    """Values whose exponentials are too large for a float."""
    return Group(
        "large values",
        points,
        (
            {"columns": 2, "kind": "large"},
            {"columns": 8, "kind": "tails"},
            {"columns": 8, "kind": "large"},
            {"rows": 4, "columns": 6, "kind": "large"},
        ),
    )


def manners(points: float) -> Group:
    """All positive: there, a rectifier that is careless gives its input back."""
    positive = {"rows": 2, "columns": 2, "kind": "positive"}
    return Group(MANNERS, points, (positive, {"rows": 2, "columns": 3, "layout": "frozen"}))
