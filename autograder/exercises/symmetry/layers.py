"""Exercises on layers that wrap round: circular_conv2d and blur_pool2d."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group, Misconception
from autograder.exercises.draw import biases, lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import LARGE, SCALES, SMALL
from autograder.exercises.kernels.volume import BATCH_MISTAKES, CHANNEL_MISTAKES
from autograder.exercises.kernels.wrong import places
from autograder.exercises.phrases import Ways, misconception
from autograder.exercises.symmetry.common import NOTEBOOK, added, image
from autograder.exercises.symmetry.wrong import blur, circular
from cnnlib import ops

__all__ = ["blur_pool2d", "circular_conv2d", "layer", "layer_call", "layer_mistakes"]

#: Mistakes in the output's size, without those of loops that slip where a window is cut out.
OUTPUT_MISTAKES: dict[str, Ways] = {
    "output width taken as its height": (
        places.square_output,
        places.square_output_by_width,
        places.square_loop,
        places.square_loop_by_width,
        *(partial(places.out_resized, out=sides) for sides in ("hh", "ww")),
        *(partial(places.out_mixed, loop=sides) for sides in ("hh", "ww")),
    ),
    "output H and W swapped": (
        places.out_swapped,
        places.out_swapped_memory,
        partial(places.out_resized, out="wh"),
        partial(places.out_mixed, loop="wh"),
    ),
}


def layer_mistakes(*left_out: str) -> dict[str, Ways]:
    """The mistakes of `conv2d`, but for some."""
    table = {**CHANNEL_MISTAKES, **BATCH_MISTAKES, **OUTPUT_MISTAKES}
    return {phrase: ways for phrase, ways in table.items() if phrase not in left_out}


#: Mistakes of a plain layer that are made in other ways in `circular_conv2d`.
OWN = ("NHWC read as NCHW", "kernel width taken as its height", "input changed in place")
#: Mistakes that are made in both ways.
OWN_AS_WELL: dict[str, Ways] = {
    "output width taken as its height": circular.SQUARE_IMAGE,
    "output H and W swapped": circular.OUT_SWAPPED,
    "kernel transposed": (circular.transposed,),
}
#: What to say of them where a plain layer's words do not fit.
CIRCULAR_WORDS = {
    "flipped on both axes": (
        "Your kernel meets the image flipped on both axes: weight (u, v) belongs to the pixel at "
        "(i + u - kh // 2, j + v - kw // 2), so rolling goes by kh // 2 - u and kw // 2 - v."
    ),
    "flipped on one axis": (
        "Your kernel meets the image flipped along one of its axes; check the sign of both shifts."
    ),
    "output width taken as its height": (
        "You use one side of the image where the other belongs; "
        "the output has H rows and W columns, like the image."
    ),
    "last row and column skipped": (
        "You stop one step early: the last row or column is missing; "
        "the output has H rows and W columns, like the image."
    ),
    "stride or offset missing": (
        "The offset of your window is missing: output (i, j) meets the image at row "
        "i + u - kh // 2, column j + v - kw // 2, modulo H and W."
    ),
}


def _circular_mistakes() -> Iterator[Misconception]:
    for phrase, plain in layer_mistakes(*OWN).items():
        wrapped: Ways = tuple(partial(circular.on_wrapped, way) for way in plain)
        ways = (*wrapped, *OWN_AS_WELL.get(phrase, ()))
        yield misconception(phrase, *ways, explanation=CIRCULAR_WORDS.get(phrase))


def layer(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    f: int = 1,
    kh: int = 3,
    kw: int = 3,
    h: int = 3,
    w: int = 3,
    bias: bool = False,
    idle: bool = False,
    layout: str = "C",
    one: bool = False,
    scale: float = 0.0,
) -> Arguments:
    """Images and filters by their own sizes."""
    x = numbers(rng, n, c, h, w, scale=scale)
    weight = numbers(rng, f, c, kh, kw, step=0.5, scale=scale)
    arguments = {"x": x, "weight": np.ones_like(weight) if one else weight}
    if bias:
        arguments["bias"] = biases(rng, f, scale, idle)
    return {name: lay_out(array, layout) for name, array in arguments.items()}


def layer_call(
    x: tuple[int, ...], weight: tuple[int, ...], bias: tuple[int, ...] | None = None
) -> Callable[[], Arguments]:
    """A call with arrays of these shapes."""

    def arguments() -> Arguments:
        given = {"x": np.ones(x), "weight": np.ones(weight)}
        return given if bias is None else {**given, "bias": np.zeros(bias)}

    return arguments


circular_conv2d = Exercise(
    name="circular_conv2d",
    notebook=NOTEBOOK,
    reference=ops.circular_conv2d,
    make=layer,
    groups=(
        Group(
            "square window",
            0.75,
            (
                {"kh": 1, "kw": 1, "h": 1, "w": 2},
                {"h": 3, "w": 3},
                {"h": 4, "w": 5},
                {"h": 5, "w": 4},
                {"kh": 5, "kw": 5, "h": 6, "w": 5},
            ),
            draws={"h": (3, 4, 6), "w": (5, 7)},
        ),
        Group(
            "rectangular window",
            0.75,
            (
                {"kh": 1, "kw": 3, "h": 1, "w": 3},
                {"kh": 3, "kw": 1, "h": 4, "w": 2},
                {"kh": 3, "kw": 5, "h": 5, "w": 6},
                {"c": 2, "kh": 5, "kw": 3, "h": 6, "w": 7},
                {"c": 2, "kh": 1, "kw": 5, "h": 3, "w": 8},
            ),
            draws={"kh": (1, 3, 5), "kw": (3, 7), "h": (5, 6), "w": (7, 9)},
        ),
        Group(
            "window larger than the image",
            0.25,
            (
                {"kh": 1, "kw": 3, "h": 2, "w": 2},
                {"kh": 3, "kw": 3, "h": 1, "w": 2},
                {"kh": 5, "kw": 3, "h": 2, "w": 3},
            ),
        ),
        Group(
            "several channels and filters",
            0.75,
            (
                {"c": 2, "kh": 1, "kw": 1, "h": 1, "w": 2},
                {"c": 3, "h": 3, "w": 4},
                {"f": 3, "c": 3, "h": 4, "w": 3},
                {"f": 4, "c": 2, "kh": 3, "kw": 1, "h": 4, "w": 5},
                {"f": 2, "c": 2, "kh": 1, "kw": 3, "h": 3, "w": 5},
            ),
            draws={"f": (2, 3, 5), "c": (2, 3, 4)},
        ),
        Group(
            "several images",
            0.25,
            (
                {"n": 2, "kh": 1, "kw": 3, "h": 2, "w": 3},
                {"n": 3, "c": 2, "f": 4, "h": 5, "w": 3},
                {"n": 2, "c": 3, "f": 2, "kh": 3, "kw": 5, "h": 4, "w": 5},
            ),
            draws={"n": (2, 3, 4), "f": (1, 2, 3)},
        ),
        Group(
            "bias",
            0.25,
            (
                {"f": 2, "h": 3, "w": 2, "kh": 1, "bias": True},
                {"f": 3, "c": 2, "h": 4, "w": 3, "bias": True},
                {"n": 2, "f": 3, "c": 2, "kw": 1, "h": 3, "w": 5, "bias": True},
                {"f": 2, "h": 3, "w": 4, "bias": True, "layout": "strided"},
                {"f": 3, "h": 3, "w": 4, "bias": True, "idle": True},
            ),
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "c": 2, "f": 3, "kh": 3, "kw": 1, "h": 4, "w": 3, "layout": "F"},
                {"n": 2, "c": 3, "f": 2, "kh": 1, "kw": 3, "h": 3, "w": 4, "layout": "strided"},
            ),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"kh": 3, "kw": 5, "h": 33, "w": 35, "scale": 1.0},
                {"n": 9, "c": 10, "f": 11, "kh": 1, "kw": 3, "h": 2, "w": 3, "scale": 1.0},
                {"c": 2, "kh": 9, "kw": 11, "h": 9, "w": 12, "scale": 1.0},
                {"h": 3, "w": 4, "scale": LARGE},
                {"h": 4, "w": 3, "scale": SMALL},
            ),
        ),
        invalid(
            {
                "even kernel": layer_call((1, 1, 5, 5), (1, 1, 2, 2)),
                "even height": layer_call((1, 1, 5, 5), (1, 1, 2, 3)),
                "even width": layer_call((1, 1, 5, 5), (1, 1, 3, 4)),
                "one image without its batch axis": layer_call((3, 5, 5), (2, 3, 3, 3)),
                "x with five axes": layer_call((1, 1, 3, 5, 5), (2, 3, 3, 3)),
                "weight with three axes": layer_call((1, 3, 5, 5), (3, 3, 3)),
                "channels differ": layer_call((1, 4, 5, 5), (2, 2, 3, 3)),
                "one channel of x": layer_call((1, 1, 5, 5), (2, 3, 3, 3)),
                "one channel of weight": layer_call((1, 3, 5, 5), (2, 1, 3, 3)),
                "fewer biases than filters": layer_call((1, 1, 5, 5), (3, 1, 3, 3), (2,)),
                "one bias for three filters": layer_call((1, 1, 5, 5), (3, 1, 3, 3), (1,)),
                "bias without an axis": layer_call((1, 1, 5, 5), (3, 1, 3, 3), ()),
                "bias with two axes": layer_call((1, 1, 5, 5), (3, 1, 3, 3), (3, 1)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"kh": 1, "kw": 1, "h": 2, "w": 3, "one": True},
                {"n": 2, "c": 2, "f": 2, "h": 4, "w": 3, "bias": True},
                {"n": 2, "c": 2, "f": 2, "h": 3, "w": 4, "bias": True, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        *_circular_mistakes(),
        misconception("kernel width taken as its height", *circular.SQUARE_KERNEL),
        misconception("NHWC read as NCHW", *circular.NHWC),
        misconception(
            "wrapping and zero-filled shifts mixed up",
            *circular.ZEROS,
            explanation=(
                "You continue the image with zeros; here it wraps round: "
                "beyond the last column comes the first, beyond the last row the first."
            ),
        ),
        added("border repeated instead of wrapped", *circular.REPEATED),
        added("nothing wrapped", *circular.INSIDE),
        misconception(
            "only at bottom right",
            *circular.BOTTOM_RIGHT,
            explanation=(
                "Your window starts at its pixel and reaches down and to the right; "
                "it is centred, so half of it lies before the pixel on each axis."
            ),
        ),
        misconception(
            "padding only at top left",
            *circular.TOP_LEFT,
            explanation=(
                "Your window ends at its pixel and reaches up and to the left; "
                "it is centred, so half of it lies behind the pixel on each axis."
            ),
        ),
        misconception(
            "padding pair swapped",
            *circular.SWAPPED_HALVES,
            explanation=(
                "You swapped the two halves of the window: rows continue by kh // 2, "
                "columns by kw // 2."
            ),
        ),
        misconception("input changed in place", circular.spoils_input),
    ),
    hints=(
        "Make the image larger first, so that every window fits: kh // 2 rows above and below, "
        "kw // 2 columns on either side. Where do their values come from?",
        "From the other side. `np.pad` has a mode that does it, or roll the image: "
        "weight (u, v) meets the pixel at (i + u - kh // 2, j + v - kw // 2), modulo H and W.",
        '`np.pad(x, ((0, 0), (0, 0), (kh // 2, kh // 2), (kw // 2, kw // 2)), mode="wrap")`, '
        "then a plain convolution: `ops.conv2d(padded, weight, bias)`.",
    ),
)


def _maps(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    h: int = 2,
    w: int = 2,
    stride: int | None = None,
    layout: str = "C",
    scale: float = 0.0,
) -> Arguments:
    arguments: Arguments = {"x": image(rng, n, c, h, w, layout, scale)}
    return arguments if stride is None else {**arguments, "stride": stride}


blur_pool2d = Exercise(
    name="blur_pool2d",
    notebook=NOTEBOOK,
    reference=ops.blur_pool2d,
    make=_maps,
    groups=(
        Group(
            "stride 2",
            0.75,
            (
                {"h": 1, "w": 2},
                {"h": 2, "w": 4},
                {"h": 4, "w": 6},
                {"h": 6, "w": 4, "stride": 2},
                {"h": 5, "w": 7},
            ),
            draws={"h": (3, 4, 6), "w": (5, 8)},
        ),
        Group(
            "other strides",
            0.75,
            (
                {"h": 2, "w": 3, "stride": 1},
                {"h": 3, "w": 6, "stride": 3},
                {"h": 7, "w": 5, "stride": 3},
                {"h": 9, "w": 5, "stride": 4},
            ),
            draws={"h": (6, 7, 9), "w": (5, 8), "stride": (1, 3, 4, 5)},
        ),
        Group(
            "several channels and images",
            0.5,
            (
                {"c": 2, "h": 2, "w": 3},
                {"n": 2, "c": 3, "h": 4, "w": 5},
                {"n": 3, "c": 2, "h": 5, "w": 6, "stride": 3},
                {"n": 3, "c": 4, "h": 3, "w": 2, "stride": 1},
            ),
            draws={"n": (2, 3), "c": (2, 4), "h": (4, 5), "w": (6, 7)},
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "c": 2, "h": 4, "w": 3, "layout": "F"},
                {"n": 2, "c": 3, "h": 3, "w": 6, "stride": 3, "layout": "strided"},
            ),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"h": 33, "w": 34, "scale": 1.0},
                {"n": 9, "c": 11, "h": 4, "w": 3, "stride": 3, "scale": 1.0},
                {"h": 4, "w": 5, "scale": LARGE},
                {"h": 5, "w": 4, "scale": SMALL},
            ),
        ),
        invalid(
            {
                "three axes": lambda: {"x": np.ones((2, 4, 4))},
                "two axes": lambda: {"x": np.ones((4, 4))},
                "five axes": lambda: {"x": np.ones((1, 1, 1, 4, 4))},
                "stride 0": lambda: {"x": np.ones((1, 1, 4, 4)), "stride": 0},
                "negative stride": lambda: {"x": np.ones((1, 1, 4, 4)), "stride": -1},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"h": 2, "w": 3},
                {"h": 2, "w": 2, "stride": 1},
                {"c": 2, "h": 4, "w": 4},
                {"c": 2, "h": 4, "w": 3, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception("blur not normalised", *blur.NOT_NORMALISED),
        misconception("blur after subsampling", *blur.AFTER),
        misconception(
            "wrapping and zero-filled shifts mixed up",
            *blur.ZEROS,
            explanation=(
                "You continue the map with zeros; here it wraps round: "
                "the neighbour of the last column is the first."
            ),
        ),
        added("border repeated instead of wrapped", *blur.REPEATED),
        added("nothing wrapped", *blur.INSIDE),
        added("blurred on one axis only", *blur.ONE_AXIS),
        added("box instead of binomial", *blur.BOXES),
        added("blur missing", blur.not_blurred),
        added("samples off by one", *blur.OFF_BY_ONE),
        misconception(
            "stride on one axis only",
            *blur.ONE_STRIDE,
            explanation="You do not subsample both axes; keep every stride-th row and column.",
        ),
        misconception("channels overwrite instead of add", *blur.OVERWRITTEN),
        misconception("batch item 0 for every item", *blur.FIRST_IMAGE),
        misconception(
            "only the first channel",
            *blur.FIRST_CHANNEL,
            explanation="You use the first channel only; every map is blurred by itself.",
        ),
        misconception("output H and W swapped", *blur.SWAPPED),
        misconception(
            "last row and column skipped",
            *blur.LAST_SKIPPED,
            explanation=(
                "You stop one step early: the last row or column of samples is missing; "
                "there are ⌈H / stride⌉ rows and ⌈W / stride⌉ columns."
            ),
        ),
        misconception("input changed in place", blur.spoils_input),
    ),
    hints=(
        "First blur, at full size; then keep every stride-th row and column, from index 0.",
        "The blur can be done one axis at a time: each value becomes a quarter of its two "
        "neighbours and half of itself. The neighbours of the ends lie at the other end.",
        "`np.roll(x, 1, axis)` brings every pixel its neighbour from before, "
        "`np.roll(x, -1, axis)` the one from behind.",
        "For each axis 2 and 3: `x = (np.roll(x, 1, axis) + 2 * x + np.roll(x, -1, axis)) / 4`; "
        "then return a copy of `x[:, :, ::stride, ::stride]`.",
    ),
)
