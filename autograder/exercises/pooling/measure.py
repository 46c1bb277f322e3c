"""Exercises that measure pooling: the memory that it saves, and what a shift changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.callables import pooling as pools
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, size_pair
from autograder.exercises.groups import altered, invalid
from autograder.exercises.phrases import Ways, misconception, mistakes
from autograder.exercises.pooling.common import (
    BAD_SIZES,
    NOTEBOOK,
    SIZES,
    STRIDES,
    reach,
    values,
)
from autograder.exercises.pooling.windows import WORDS
from autograder.exercises.pooling.wrong import measure as wrong
from cnnlib import ops

__all__ = ["change_under_shift", "values_saved"]


def _saved(
    rng: np.random.Generator,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    sh: int = 0,
    sw: int = 0,
    eh: int = 0,
    ew: int = 0,
    leading: tuple[int, ...] = (),
    form: str = "plain",
) -> Arguments:
    """A shape by the sizes of window and output, as in `maps`."""
    arguments = {
        "in_shape": (*leading, reach(oh, kh, sh, eh), reach(ow, kw, sw, ew)),
        "kernel_size": size_pair(kh, kw, form),
    }
    return {**arguments, "stride": size_pair(sh or kh, sw or kw, form)} if sh or sw else arguments


SAVED_MISTAKES: dict[str, Ways] = {
    "stride forced to the kernel": (wrong.saved_with_stride_forced,),
    "stride defaults to 1": (wrong.saved_with_stride_of_one,),
    "stride pair swapped": (
        wrong.saved_with_stride_swapped,
        wrong.saved_with_given_stride_swapped,
    ),
    "stride on one axis only": (
        wrong.saved_with_stride_on_rows,
        wrong.saved_with_stride_on_columns,
    ),
    "kernel pair swapped": (
        wrong.saved_with_kernel_swapped,
        wrong.saved_with_kernel_swapped_beside_its_stride,
    ),
    "kernel width taken as its height": (
        wrong.saved_square_by_height,
        wrong.saved_square_by_width,
        wrong.saved_square_by_height_beside_its_stride,
        wrong.saved_square_by_width_beside_its_stride,
    ),
    "ceiling instead of floor": (wrong.saved_rounded_up,),
    "the +1 missing": (
        wrong.saved_one_missing,
        wrong.saved_one_row_missing,
        wrong.saved_one_column_missing,
        wrong.saved_with_range_too_short,
    ),
    "output width taken as its height": (
        wrong.saved_square_output,
        wrong.saved_square_output_by_width,
    ),
    "NHWC read as NCHW": (wrong.saved_channels_last, wrong.saved_first_axes),
    "output H and W swapped": (wrong.saved_width_first,),
}
SAVED_WORDS = {
    **WORDS,
    "NHWC read as NCHW": (
        "You read height and width from the wrong place; they are the last two of in_shape."
    ),
    "output H and W swapped": (
        "You swapped height and width; in_shape ends in (H, W), the height first."
    ),
}

values_saved = Exercise(
    name="values_saved",
    notebook=NOTEBOOK,
    reference=ops.values_saved,
    make=_saved,
    groups=(
        Group(
            "windows side by side",
            0.5,
            (
                {"oh": 1, "ow": 1},
                {"kh": 1, "kw": 2, "oh": 1, "ow": 2},
                {"kh": 2, "kw": 3, "oh": 2, "ow": 3},
                {"kh": 1, "kw": 1, "oh": 4, "ow": 3},
                {"leading": (16,), "oh": 14, "ow": 14},
                {"leading": (3, 8), "kh": 3, "kw": 2, "oh": 2, "ow": 6},
                {"kh": 3, "kw": 2, "oh": 3, "ow": 3, "form": "list"},
            ),
            draws={**SIZES, "leading": ((), (3,), (2, 5))},
        ),
        Group(
            "windows that do not reach the end",
            0.5,
            (
                {"oh": 1, "ow": 1, "eh": 1, "ew": 1},
                {"kh": 2, "kw": 3, "oh": 2, "ow": 2, "eh": 1, "ew": 2},
                {"leading": (4, 7), "kh": 3, "kw": 2, "oh": 3, "ow": 3, "eh": 2, "ew": 1},
                {"leading": (2,), "kh": 4, "kw": 4, "oh": 1, "ow": 2, "eh": 3, "ew": 2},
            ),
            draws={"oh": (1, 2, 3), "ow": (2, 4, 5)},
        ),
        Group(
            "stride",
            0.75,
            (
                {"oh": 2, "ow": 2, "sh": 1, "sw": 1},
                {"kh": 3, "kw": 3, "oh": 4, "ow": 3, "sh": 2, "sw": 2},
                {"kh": 2, "kw": 3, "oh": 3, "ow": 4, "sh": 3, "sw": 1},
                {"kh": 3, "kw": 2, "oh": 4, "ow": 3, "sh": 2, "sw": 4, "eh": 1, "ew": 3}
                | {"leading": (5,)},
                {"leading": (2, 3), "kh": 1, "kw": 1, "oh": 3, "ow": 5, "sh": 3, "sw": 2},
                {"kh": 4, "kw": 2, "oh": 9, "ow": 3, "sh": 1, "sw": 3, "form": "list"},
            ),
            draws={"oh": (2, 3, 5), "ow": (2, 4), **STRIDES},
        ),
        invalid(
            altered(
                {"in_shape": (1, 2, 4, 5), "kernel_size": 2},
                {
                    **BAD_SIZES,
                    "one size": {"in_shape": (4,)},
                    "height 0": {"in_shape": (3, 0, 4)},
                    "negative width": {"in_shape": (4, -5)},
                },
            ),
            0.25,
        ),
    ),
    misconceptions=mistakes(SAVED_MISTAKES, words=SAVED_WORDS),
    hints=(
        "Count before and after: a map of H·W values becomes one of H'·W'. Images and channels "
        "stay, so they cancel.",
        "`ops.output_size(H, kh, sh)` of notebook 03 counts the windows from top to bottom.",
        "`1 - oh * ow / (H * W)`, with H and W the last two of in_shape.",
    ),
)

POOLS = {pool.__name__: pool for pool in map(pools.__dict__.__getitem__, pools.__all__)}


def _shift(
    rng: np.random.Generator,
    pool: str = "everything",
    h: int = 3,
    w: int = 4,
    dy: int = 0,
    dx: int = 0,
    leading: tuple[int, ...] = (),
    kind: str = "mixed",
    layout: str = "C",
) -> Arguments:
    x = np.zeros((*leading, h, w)) if kind == "zeros" else values(rng, kind, *leading, h, w)
    return {"pool": POOLS[pool], "x": lay_out(x, layout), "dy": dy, "dx": dx}


def _bad_shift(x: tuple[int, ...]) -> Callable[[], Arguments]:
    return lambda: {"pool": pools.everything, "x": np.ones(x), "dy": 0, "dx": 1}


_SHIFTS: dict[str, tuple[Any, ...]] = {
    "dy": (-2, -1, 1, 2),
    "dx": (-3, -1, 1, 2),
    "pool": ("everything", "every_second", "squares"),
}

change_under_shift = Exercise(
    name="change_under_shift",
    notebook=NOTEBOOK,
    reference=ops.change_under_shift,
    make=_shift,
    groups=(
        Group(
            "one map",
            1.0,
            (
                {"h": 1, "w": 2, "dx": 1},
                {"h": 2, "w": 2, "dy": 1},
                {"h": 3, "w": 4, "dy": 1, "dx": 2},
                {"h": 4, "w": 3, "dy": -1, "dx": 1, "pool": "squares"},
                {"h": 5, "w": 6, "dy": 2, "dx": -1, "pool": "every_second"},
                {"h": 4, "w": 5, "dy": -2, "dx": -2, "pool": "top_left"},
                {"h": 6, "w": 5, "dy": 1, "dx": 0, "pool": "column_totals"},
            ),
            draws=_SHIFTS,
        ),
        Group(
            "leading axes",
            1.0,
            (
                {"leading": (2,), "h": 2, "w": 3, "dx": 1},
                {"leading": (1, 2), "h": 3, "w": 3, "dy": 1},
                {"leading": (3, 2), "h": 4, "w": 5, "dy": -1, "dx": 2, "pool": "every_second"},
                {"leading": (2, 3), "h": 3, "w": 4, "dy": 1, "dx": -1, "pool": "squares"},
                {"leading": (2, 1, 3), "h": 4, "w": 3, "dy": 2, "dx": 1, "pool": "column_totals"},
            ),
            draws=_SHIFTS,
        ),
        Group(
            "edges",
            0.5,
            (
                {"h": 3, "w": 4},
                {"h": 2, "w": 3, "dy": 5, "dx": 0},
                {"h": 3, "w": 2, "dy": 0, "dx": -7, "leading": (2,)},
                {"h": 3, "w": 3, "dy": 1, "dx": 1, "kind": "zeros"},
                {"h": 3, "w": 4, "dy": 1, "dx": 1, "pool": "nothing"},
                {"h": 3, "w": 4, "dy": 1, "kind": "large"},
                {"h": 3, "w": 4, "dx": 1, "kind": "small"},
            ),
        ),
        invalid({"one axis": _bad_shift((4,)), "no axis": _bad_shift(())}, 0.25),
        Group(
            MANNERS,
            0.25,
            (
                {"h": 3, "w": 4, "dy": 0, "dx": 1},
                {"leading": (2, 2), "h": 3, "w": 4, "dy": 1, "dx": 0, "layout": "F"},
                {"leading": (2,), "h": 3, "w": 4, "dy": 1, "dx": 1, "layout": "strided"},
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "wrapping and zero-filled shifts mixed up",
            wrong.change_rolled,
            explanation=(
                "Your shift wraps round: what leaves on one side enters on the other; "
                "here zeros enter, as in shift_image."
            ),
        ),
        misconception(
            "border repeated instead of zeros",
            wrong.change_repeated,
            explanation="You repeat the border where new pixels enter; zeros enter here.",
        ),
        misconception(
            "error not normalised",
            wrong.change_in_norm,
            wrong.change_in_squares,
            wrong.change_on_average,
            wrong.change_root_mean_square,
            wrong.change_mean_square,
            wrong.change_at_most,
            wrong.change_of_sum,
            explanation=(
                "You measure the change itself; divide by ‖pool(x)‖, so that it says how large "
                "the change is beside the result."
            ),
        ),
        misconception("batch item 0 for every item", wrong.change_of_first_image),
        misconception(
            "only the first channel",
            wrong.change_of_first_channel,
            explanation="You look at the first channel only; both norms run over all entries.",
        ),
        misconception("input changed in place", wrong.change_spoils_input),
    ),
    hints=(
        "Three steps: shift x, pool both, compare. Which two results stand in the numerator?",
        "`ops.shift_image` takes two or three axes; `x.reshape(-1, H, W)` makes three of any "
        "number, and reshaping back restores them.",
        "`np.linalg.norm(a.ravel())` is the 2-norm over all entries together; "
        "return 0.0 where the difference is 0, before you divide.",
    ),
)
