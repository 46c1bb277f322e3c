"""Exercises on who sees what: coverage, receptive_field and touched_inputs."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from autograder.callables import strides as maps
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import size_pair
from autograder.exercises.groups import altered, invalid
from autograder.exercises.kernels.common import SCALES, SIZE_KINDS
from autograder.exercises.phrases import mistakes
from autograder.exercises.strides.common import NOTEBOOK, STRIDES, TWO_NAMES
from autograder.exercises.strides.wrong import seeing as wrong
from cnnlib import ops

__all__ = ["coverage", "receptive_field", "touched_inputs"]


def _window(
    rng: np.random.Generator,
    h: int = 3,
    w: int = 3,
    kh: int = 2,
    kw: int = 2,
    sh: int = 1,
    sw: int = 1,
    ph: int = 0,
    pw: int = 0,
    form: str = "plain",
) -> Arguments:
    """Sizes; a stride of 1 and a padding of 0 are left out."""
    arguments = {"in_size": size_pair(h, w, form), "kernel_size": size_pair(kh, kw, form)}
    if (sh, sw) != (1, 1):
        arguments["stride"] = size_pair(sh, sw, form)
    if (ph, pw) != (0, 0):
        arguments["padding"] = size_pair(ph, pw, form)
    return arguments


coverage = Exercise(
    name="coverage",
    notebook=NOTEBOOK,
    reference=ops.coverage,
    make=_window,
    groups=(
        Group(
            "one pixel at a time",
            0.5,
            (
                {"h": 1, "w": 3, "kh": 1, "kw": 2},
                {"h": 4, "w": 4, "kh": 2, "kw": 2},
                {"h": 4, "w": 6, "kh": 2, "kw": 3},
                {"h": 5, "w": 3, "kh": 4, "kw": 2},
                {"h": 3, "w": 4, "kh": 3, "kw": 4},
            ),
            draws={"h": (4, 6), "w": (5, 7), "kh": (1, 3, 4), "kw": (2, 3)},
        ),
        Group(
            "stride",
            0.75,
            (
                {"h": 5, "w": 5, "kh": 3, "kw": 3, "sh": 2, "sw": 2},
                {"h": 6, "w": 8, "kh": 3, "kw": 3, "sh": 2, "sw": 2},
                {"h": 5, "w": 7, "kh": 2, "kw": 3, "sh": 1, "sw": 2},
                {"h": 7, "w": 9, "kh": 2, "kw": 1, "sh": 3, "sw": 2},
                {"h": 8, "w": 7, "kh": 2, "kw": 4, "sh": 4, "sw": 3},
            ),
            draws={"h": (6, 8), "w": (7, 10), "kh": (1, 2, 3), "kw": (2, 4), **STRIDES},
        ),
        Group(
            "padding",
            0.75,
            (
                {"h": 3, "w": 3, "kh": 3, "kw": 3, "ph": 1, "pw": 1},
                {"h": 4, "w": 4, "kh": 3, "kw": 3, "ph": 2, "pw": 2},
                {"h": 4, "w": 5, "kh": 2, "kw": 4, "ph": 1, "pw": 2},
                {"h": 5, "w": 6, "kh": 3, "kw": 2, "sh": 2, "sw": 3, "ph": 1, "pw": 2},
                {"h": 6, "w": 5, "kh": 4, "kw": 3, "sh": 3, "sw": 2, "ph": 3, "pw": 1},
                {"h": 2, "w": 3, "kh": 5, "kw": 4, "ph": 3, "pw": 1},
                {"h": 3, "w": 4, "kh": 1, "kw": 2, "sh": 2, "sw": 1, "ph": 2, "pw": 0},
            ),
            draws={"h": (4, 6), "w": (5, 7), "kh": (2, 3), "kw": (3, 4), **STRIDES}
            | {"ph": (1, 2), "pw": (0, 1, 3)},
        ),
        Group(
            SIZE_KINDS,
            0.25,
            (
                {"h": 4, "w": 6, "kh": 3, "kw": 2, "sh": 1, "sw": 2, "ph": 1, "pw": 0}
                | {"form": "list"},
                {"h": 5, "w": 4, "kh": 2, "kw": 3, "sh": 2, "sw": 1, "ph": 0, "pw": 1}
                | {"form": "list"},
            ),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"h": 21, "w": 18, "kh": 9, "kw": 10, "sh": 2, "sw": 1},
                {"h": 12, "w": 34, "kh": 3, "kw": 12, "sh": 9, "sw": 10, "ph": 9, "pw": 11},
            ),
        ),
        invalid(
            altered(
                {"in_size": (4, 5), "kernel_size": 3},
                {
                    "kernel too high": {"kernel_size": (5, 2)},
                    "kernel too wide with its padding": {"kernel_size": (3, 8), "padding": 1},
                    "size 0": {"in_size": (0, 5), "padding": 3},
                    "one size in a tuple": {"in_size": (4,)},
                    "three sizes": {"in_size": (3, 4, 5)},
                    "kernel size 0": {"kernel_size": (0, 3)},
                    "stride 0": {"stride": 0},
                    "negative horizontal stride": {"stride": (1, -2)},
                    "negative padding": {"kernel_size": 1, "padding": -1},
                    "three paddings": {"padding": (1, 1, 1)},
                },
            ),
            0.25,
        ),
        Group(MANNERS, 0.25, ({"h": 4, "w": 5, "kh": 3, "kw": 2},)),
    ),
    misconceptions=mistakes(
        wrong.COVERAGE,
        words={
            **TWO_NAMES,
            "overlap overwrites instead of adds": (
                "You assign where you should add: a pixel lies in several windows, and each counts."
            ),
            "border repeated instead of zeros": (
                "You count what lies in the padding for the pixel at the border; "
                "padding is not part of the image and is not counted."
            ),
            "padding counted once": (
                "Your padding counts at one end only; it is added at both ends of an axis, so the "
                "size grows by 2 · padding."
            ),
        },
    ),
    hints=(
        "Let every window leave one mark on each pixel that it sees, and count the marks.",
        "Make zeros of the padded size, and add 1 to the window of every place: `+=`, because "
        "windows overlap. How many places there are, output_size knows.",
        "Window (i, j) is `marks[i * sh : i * sh + kh, j * sw : j * sw + kw]`. At the end cut the "
        "padding off again, `marks[ph : ph + height, pw : pw + width]`, and return a copy.",
    ),
)


#: Layers by name: a name says what is in them, in short.
STACKS: dict[str, list[tuple[int, ...]]] = {
    "nothing": [],
    "3": [(3, 1)],
    "5/2": [(5, 2)],
    "1": [(1, 1)],
    "3 3": [(3, 1), (3, 1)],
    "5 2 4": [(5, 1), (2, 1), (4, 1)],
    "3/2 3": [(3, 2), (3, 1)],
    "2/2 3 2/2 5": [(2, 2), (3, 1), (2, 2), (5, 1)],
    "7/2 3/2 3 3/3 1 4": [(7, 2), (3, 2), (3, 1), (3, 3), (1, 1), (4, 1)],
    "1/3 2/2 1/2": [(1, 3), (2, 2), (1, 2)],
    "3 d2": [(3, 1, 2)],
    "3 d1, 3 d2, 3 d4": [(3, 1, 1), (3, 1, 2), (3, 1, 4)],
    "2/2, 3/3 d2, 4 d3": [(2, 2), (3, 3, 2), (4, 1, 3)],
    "1 d5, 2 d3": [(1, 2, 5), (2, 1, 3)],
    "eleven": [(11, 4), (3, 2), (5, 1), (3, 2), *[(3, 1)] * 3, (9, 9), (12, 1), (2, 10), (3, 1)],
    "3 d12, 10/9 d11": [(3, 1, 12), (10, 9, 11), (2, 1, 9)],
}


def _stack(
    rng: np.random.Generator,
    stack: str = "",
    depth: int = 1,
    strides: tuple[int, ...] = (1,),
    dilations: tuple[int, ...] = (),
    form: str = "list",
) -> Arguments:
    """Layers by their name in `STACKS`, or so many with numbers drawn from those given."""
    layers = [tuple(layer) for layer in STACKS[stack]] if stack else []
    for _ in range(0 if stack else depth):
        drawn = [rng.choice(values) for values in ((1, 2, 3, 5), strides, dilations) if values]
        layers.append(tuple(int(value) for value in drawn))
    written: dict[str, Any] = {
        "list": layers,
        "tuple": tuple(layers),
        "lists": [list(layer) for layer in layers],
    }
    return {"layers": written[form]}


def _named(*names: str) -> tuple[dict[str, Any], ...]:
    return tuple({"stack": name} for name in names)


receptive_field = Exercise(
    name="receptive_field",
    notebook=NOTEBOOK,
    reference=ops.receptive_field,
    make=_stack,
    groups=(
        Group(
            "one pixel at a time",
            0.5,
            _named("3", "1", "3 3", "5 2 4", "nothing"),
            draws={"stack": ("",), "depth": (2, 3, 5)},
        ),
        Group(
            "stride",
            1.0,
            _named("5/2", "3/2 3", "2/2 3 2/2 5", "7/2 3/2 3 3/3 1 4", "1/3 2/2 1/2"),
            draws={"stack": ("",), "depth": (3, 4, 6), "strides": ((1, 2, 3), (2, 3))},
        ),
        Group(
            "dilation",
            0.5,
            _named("3 d2", "3 d1, 3 d2, 3 d4", "2/2, 3/3 d2, 4 d3", "1 d5, 2 d3"),
            draws={"stack": ("",), "depth": (2, 4), "strides": ((1, 2), (2, 3))}
            | {"dilations": ((1, 2, 3), (2, 4))},
        ),
        Group(
            "a tuple of layers, layers as lists",
            0.25,
            (
                {"stack": "5 2 4", "form": "tuple"},
                {"stack": "2/2, 3/3 d2, 4 d3", "form": "lists"},
            ),
        ),
        Group(SCALES, 0.25, _named("eleven", "3 d12, 10/9 d11")),
        invalid(
            {
                "kernel size 0": lambda: {"layers": [(3, 1), (0, 1)]},
                "stride 0": lambda: {"layers": [(3, 0)]},
                "negative stride": lambda: {"layers": [(3, -1), (3, 1)]},
                "dilation 0": lambda: {"layers": [(3, 1, 0)]},
                "a layer of one number": lambda: {"layers": [(3, 1), (3,)]},
                "a layer of four numbers": lambda: {"layers": [(3, 1, 1, 1)]},
            },
            0.25,
        ),
        Group(MANNERS, 0.25, _named("3/2 3", "2/2, 3/3 d2, 4 d3")),
    ),
    misconceptions=mistakes(
        wrong.FIELD,
        words={
            "the +1 missing": (
                "You start at 0; a value of the input sees itself, so without any layer the size "
                "is 1."
            ),
            "dilation ignored": (
                "You leave out the dilation: a kernel reaches over dilation·(kernel_size - 1) + 1 "
                "values of its input."
            ),
            "input changed in place": "You change the list of layers that you were given.",
        },
    ),
    hints=(
        "Go through the layers from the input on, and keep two numbers: how many pixels one value "
        "sees, and how many pixels lie between neighbouring values (the jump). Both start at 1.",
        "A kernel of k sees k values that lie a jump apart, so the field grows by k − 1 jumps, "
        "with a dilation by dilation·(k − 1) jumps. What does the stride do to the jump?",
        "For each layer first `size += dilation * (kernel - 1) * jump`, then `jump *= stride`: the "
        "stride counts for the layers that come after.",
    ),
)


def _probe(
    rng: np.random.Generator,
    f: str = "offset_sum",
    h: int = 3,
    w: int = 4,
    row: int = 0,
    column: int = 0,
) -> Arguments:
    return {"f": getattr(maps, f), "in_shape": (h, w), "out_index": (row, column)}


#: Equal questions have equal answers, and probing takes time.
_known = cache(ops.touched_inputs)


def _touched(f: Any, in_shape: tuple[int, int], out_index: tuple[int, int]) -> np.ndarray:
    return _known(f, in_shape, out_index).copy()


def _of(*functions: str) -> dict[str, tuple]:
    """Where hidden cases draw from."""
    return {"f": functions, "h": (4, 5), "w": (6,), "row": (0, 1), "column": (0, 1)}


GATES = ((0, 0), (0, 1), (1, 0), (1, 1))

touched_inputs = Exercise(
    name="touched_inputs",
    notebook=NOTEBOOK,
    reference=_touched,
    make=_probe,
    groups=(
        Group(
            "sums",
            1.0,
            (
                {"f": "transposed", "h": 2, "w": 3, "row": 2, "column": 0},
                {"f": "offset_sum"},
                {"f": "corners", "h": 4, "w": 3, "row": 1, "column": 0},
                {"f": "spaced", "h": 3, "w": 6, "row": 0, "column": 1},
                {"f": "padded_sum", "h": 3, "w": 4, "row": 2, "column": 0},
                {"f": "deviations", "h": 3, "w": 4, "row": 1, "column": 2},
                {"f": "constant", "h": 2, "w": 3, "row": 1, "column": 2},
            ),
            draws=_of("offset_sum", "corners", "spaced", "padded_sum", "transposed", "deviations"),
        ),
        Group(
            "rectified and capped",
            0.75,
            (
                {"f": "negative_part", "h": 2, "w": 4, "row": 1, "column": 1},
                {"f": "strided_part", "h": 4, "w": 5, "row": 1, "column": 1},
                {"f": "capped", "h": 3, "w": 4, "row": 1, "column": 2},
            ),
            draws=_of("negative_part", "strided_part", "capped"),
        ),
        Group(
            "largest and smallest",
            0.75,
            (
                {"f": "brightest", "h": 4, "w": 3, "row": 1, "column": 0},
                {"f": "darkest", "h": 3, "w": 6, "row": 0, "column": 1},
                {"f": "brightest_nearby", "h": 5, "w": 3, "row": 1, "column": 1},
            ),
            draws=_of("brightest", "darkest", "brightest_nearby"),
        ),
        Group(
            "several at once",
            0.75,
            (
                {"f": "products", "h": 2, "w": 4, "row": 0, "column": 1},
                {"f": "gated", "h": 4, "w": 2, "row": 2, "column": 1},
                {"f": "gated_both_ways", "h": 2, "w": 4, "row": 1, "column": 1},
                # Where one input is all that is tried, some of these gates stay closed.
                *({"f": "gated", "h": 4, "w": 2, "row": r, "column": c} for r, c in GATES),
                {"f": "two_layers", "h": 3, "w": 6, "row": 0, "column": 1},
            ),
            draws={**_of("products", "gated", "gated_both_ways", "two_layers"), "h": (5,)},
        ),
        Group(
            SCALES,
            0.25,
            (
                {"f": "products", "h": 9, "w": 3, "row": 8, "column": 1},
                {"f": "products", "h": 2, "w": 10, "row": 1, "column": 8},
            ),
        ),
        invalid(
            altered(
                {"f": maps.transposed, "in_shape": (3, 5), "out_index": (0, 0)},
                {
                    "row outside": {"out_index": (5, 0)},
                    "column outside": {"out_index": (4, 3)},
                    "row outside of a smaller output": {"f": maps.brightest, "out_index": (1, 0)},
                    "far outside": {"out_index": (2, 100)},
                },
            ),
            0.25,
        ),
        Group(MANNERS, 0.25, ({"f": "transposed", "h": 3, "w": 2, "row": 1, "column": 1},)),
    ),
    misconceptions=mistakes(
        wrong.TOUCHED,
        words={
            "output H and W swapped": (
                "You take columns for rows: in_shape is (height, width), out_index is "
                "(row, column), and the map has the shape of the input."
            ),
            "last row and column skipped": (
                "You leave out the last row or column of the input; every pixel has to be tried."
            ),
            "output width taken as its height": (
                "You try as many rows as columns; the height and the width of the input are two "
                "numbers."
            ),
        },
    ),
    hints=(
        "Take some input, note f(x)[out_index], change one pixel, and look whether that value is "
        "another one. Which inputs, and which changes, could miss a pixel?",
        "At x = 0 a ReLU may be closed, a product is 0 whatever you change, and a pixel of a "
        "maximum may need to rise, one of a minimum to fall. So use several random inputs, and for "
        "each pixel large and small changes, up and down.",
        "Or walk: draw two random images x and y and turn x into y pixel by pixel. Each step that "
        "changes `f(x)[out_index]` (compare with `!=`) belongs to a touched pixel; pixels that are "
        "known already keep the value that they have in x.",
        "For about 60 walks: scale both images by 1, 10 or 100, copy x into y where a pixel is "
        "known, and skip the walk if both give the same value. In a walk: "
        "`x[i, j] = y[i, j]; after = f(x)[out_index]; touched[i, j] = after != before`.",
    ),
)
