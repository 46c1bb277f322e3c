"""The exercise on what lies outside of an image: pad2d."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, pixels
from autograder.exercises.groups import altered, invalid
from autograder.exercises.kernels.common import LARGE, SCALES, SIZE_KINDS, SMALL
from autograder.exercises.phrases import mistakes
from autograder.exercises.strides.common import NOTEBOOK
from autograder.exercises.strides.wrong import pads as wrong
from cnnlib import ops

__all__ = ["pad2d"]


def _image(
    rng: np.random.Generator,
    h: int = 2,
    w: int = 3,
    c: int = 0,
    n: int = 0,
    t: int = 1,
    b: int = 0,
    left: int = 0,
    right: int = 0,
    form: str = "int",
    mode: str = "",
    value: float | None = None,
    dtype: str = "float64",
    layout: str = "C",
    scale: float = 0.0,
) -> Arguments:
    """An image with n and c axes of these lengths in front, none for 0, and its padding.

    Args:
        t: rows on top; with form "int" this is the padding, with a pair it is its vertical part.
        b: rows below, for four numbers.
        left: columns on the left; with a pair the horizontal part.
        right: columns on the right, for four numbers.
        form: how the padding is written: "int", "pair", "four", or as a "list" or "four list".
    """
    shape = (*(length for length in (n, c) if length), h, w)
    padding: Any = {
        "int": t,
        "pair": (t, left),
        "list": [t, left],
        "four": (t, b, left, right),
        "four list": [t, b, left, right],
    }
    arguments = {"x": lay_out(pixels(rng, shape, dtype, scale), layout), "padding": padding[form]}
    chosen = {"mode": mode or None, "value": value}
    return {**arguments, **{name: v for name, v in chosen.items() if v is not None}}


#: Paddings of all forms, with sides that differ and go beyond 1.
FORMS = (
    {"h": 3, "w": 4, "t": 2},
    {"h": 3, "w": 4, "t": 2, "left": 1, "form": "pair"},
    {"h": 4, "w": 3, "t": 1, "left": 2, "form": "pair"},
    {"h": 4, "w": 5, "t": 1, "b": 3, "left": 0, "right": 2, "form": "four"},
    {"h": 4, "w": 4, "t": 3, "b": 0, "left": 2, "right": 1, "form": "four"},
)
DRAWN_FORMS = {
    "t": (1, 2),
    "b": (0, 1, 2),
    "left": (1, 3),
    "right": (0, 2),
    "h": (4, 5),
    "w": (4, 6),
    "form": ("int", "pair", "four"),
}


def _of_mode(mode: str) -> tuple[dict[str, Any], ...]:
    return tuple({**case, "mode": mode} for case in FORMS)


pad2d = Exercise(
    name="pad2d",
    notebook=NOTEBOOK,
    reference=ops.pad2d,
    make=_image,
    keeps_dtype=True,
    groups=(
        Group(
            "zeros",
            0.5,
            (
                {"h": 1, "w": 2},
                *FORMS,
                {"h": 2, "w": 3, "t": 0, "left": 2, "form": "pair", "mode": "zeros"},
                {"h": 2, "w": 3, "t": 2, "mode": "zeros", "value": 9.0},
            ),
            draws=DRAWN_FORMS,
        ),
        Group(
            "constant",
            0.5,
            (
                {"h": 1, "w": 2, "mode": "constant", "value": 7.5},
                *({**case, "value": -4.5} for case in _of_mode("constant")),
                {"h": 2, "w": 2, "mode": "constant"},
                {"h": 2, "w": 3, "t": 2, "mode": "constant", "value": 9, "dtype": "uint8"},
            ),
            draws={**DRAWN_FORMS, "value": (0.5, -2.0, 30.25)},
        ),
        Group(
            "replicate",
            0.5,
            (
                {"h": 1, "w": 2, "mode": "replicate"},
                *_of_mode("replicate"),
                {"h": 1, "w": 1, "t": 3, "mode": "replicate", "value": 9.0},
            ),
            draws=DRAWN_FORMS,
        ),
        Group(
            "reflect",
            0.75,
            (
                {"h": 2, "w": 3, "mode": "reflect"},
                *_of_mode("reflect"),
                {"h": 3, "w": 4, "t": 2, "left": 3, "form": "pair", "mode": "reflect"},
                {"h": 1, "w": 4, "t": 0, "left": 3, "form": "pair", "mode": "reflect"},
            ),
            draws=DRAWN_FORMS,
        ),
        Group(
            "circular",
            0.5,
            (
                {"h": 2, "w": 3, "mode": "circular"},
                *_of_mode("circular"),
                {"h": 2, "w": 3, "t": 2, "left": 3, "form": "pair", "mode": "circular"},
            ),
            draws=DRAWN_FORMS,
        ),
        Group(
            "channels and images",
            0.5,
            (
                {"c": 2, "h": 2, "w": 3},
                {"c": 3, "h": 3, "w": 2, "t": 2, "left": 1, "form": "pair"},
                {"n": 2, "c": 3, "h": 2, "w": 3, "t": 1, "left": 2, "form": "pair"},
                {"n": 3, "c": 2, "h": 3, "w": 3, "t": 0, "b": 1, "left": 2, "right": 1}
                | {"form": "four", "mode": "reflect"},
                {"n": 2, "c": 2, "h": 3, "w": 2, "mode": "constant", "value": 3.0},
                {"n": 2, "c": 3, "h": 2, "w": 3, "t": 2, "mode": "circular"},
                {"n": 2, "c": 1, "h": 3, "w": 4, "t": 2, "mode": "replicate"},
            ),
            draws={"n": (2, 3), "c": (2, 3), "t": (1, 2), "h": (3, 4), "w": (3, 5)},
        ),
        Group(
            "types and layouts",
            0.25,
            (
                {"h": 2, "w": 3, "dtype": "uint8"},
                {"c": 2, "h": 2, "w": 3, "t": 1, "left": 2, "form": "pair", "dtype": "int64"},
                {"h": 3, "w": 2, "mode": "reflect", "dtype": "float32"},
                {"h": 2, "w": 3, "mode": "circular", "dtype": "float16"},
                {"h": 2, "w": 3, "mode": "replicate", "dtype": "bool"},
                {"h": 2, "w": 2, "mode": "constant", "value": -7, "dtype": "int16"},
                {"h": 3, "w": 2, "mode": "constant", "value": 0.5, "dtype": "float32"},
                {"h": 3, "w": 4, "t": 2, "mode": "replicate", "dtype": "uint8"},
                {"c": 2, "h": 3, "w": 4, "layout": "F"},
                {"n": 2, "c": 2, "h": 3, "w": 4, "t": 2, "layout": "strided", "mode": "circular"},
            ),
        ),
        Group(
            SIZE_KINDS,
            0.25,
            (
                {"h": 3, "w": 4, "t": 1, "left": 2, "form": "list"},
                {"h": 3, "w": 4, "t": 2, "b": 0, "left": 1, "right": 2, "form": "four list"},
            ),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"h": 33, "w": 35, "t": 9, "left": 12, "form": "pair"},
                {"n": 9, "c": 10, "h": 2, "w": 3, "t": 2, "mode": "replicate"},
                {"c": 2, "h": 20, "w": 18, "t": 17, "b": 1, "left": 10, "right": 9}
                | {"form": "four", "mode": "reflect"},
                {"h": 12, "w": 14, "t": 11, "mode": "circular", "scale": LARGE},
                {"h": 2, "w": 3, "scale": SMALL, "mode": "constant", "value": 1e-7},
            ),
        ),
        invalid(
            altered(
                {"x": np.ones((2, 4, 5)), "padding": 1},
                {
                    "unknown mode": {"mode": "mirror"},
                    "mode of torch": {"mode": "Reflect"},
                    "one axis": {"x": np.ones(5)},
                    "negative padding": {"padding": -1},
                    "negative horizontal padding": {"padding": (1, -1)},
                    "negative right padding": {"padding": (1, 1, 1, -1)},
                    "one padding in a tuple": {"padding": (1,)},
                    "three paddings": {"padding": (1, 1, 1)},
                    "five paddings": {"padding": (1, 1, 1, 1, 1)},
                    "reflect by the height": {"padding": (4, 1), "mode": "reflect"},
                    "reflect by more than the width": {"padding": (0, 0, 0, 6), "mode": "reflect"},
                    "reflect of one row": {"x": np.ones((1, 5)), "mode": "reflect"},
                    "circular by more than the height": {"padding": (5, 0), "mode": "circular"},
                    "circular by more than the width": {"padding": (0, 0, 6, 0)}
                    | {"mode": "circular"},
                },
            ),
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"h": 2, "w": 3, "t": 0},
                {"h": 2, "w": 3, "t": 0, "mode": "reflect"},
                {"h": 2, "w": 3, "t": 0, "mode": "replicate"},
                {"c": 2, "h": 2, "w": 3, "t": 0, "mode": "circular"},
                {"n": 1, "c": 1, "h": 1, "w": 2, "t": 0, "b": 0, "form": "four"},
                {"c": 2, "h": 2, "w": 3, "mode": "replicate", "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=mistakes(wrong.MISTAKES, words=wrong.WORDS),
    hints=(
        "Get the four numbers first: an int is all of them, (vertical, horizontal) is two times "
        "two, (top, bottom, left, right) is all four. Only the last two axes change.",
        "Every mode but zeros and constant answers one question: which pixel of an axis of n "
        "stands at position i, where i runs from -before to n + after - 1?",
        "replicate: `np.clip(i, 0, n - 1)`. circular: `i % n`. reflect: mirror at 0 with "
        "`np.abs(i)`, then at the other end with `(n - 1) - np.abs((n - 1) - i)`.",
        "With such positions for rows and columns, `x[..., rows[:, None], columns]` is the padded "
        "image. For the constant, fill `np.full` of the new shape and `x.dtype`, and put x into it "
        "at `[..., top : top + height, left : left + width]`.",
    ),
)
