"""What the exercises on kernels share: sizes, groups of invalid calls, tables of mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from autograder.exercise import Arguments, Group, Misconception
from autograder.exercises.kernels import wrong
from autograder.exercises.phrases import misconception

__all__ = [
    "BIAS_MISTAKES",
    "FLIPS",
    "INTEGER_MISTAKES",
    "NOTEBOOK",
    "PLANE_MISTAKES",
    "SIZES",
    "invalid",
    "mistakes",
]

NOTEBOOK = "02_kernels"
#: Where hidden cases draw their sizes from.
SIZES = {"kh": (1, 2, 3, 4), "kw": (1, 2, 3, 4), "oh": (1, 2, 3, 5), "ow": (1, 2, 3, 4)}

Ways = tuple[Callable[..., Any], ...]

PLANE_MISTAKES: dict[str, Ways] = {
    "kernel transposed": (wrong.transposed, wrong.transposed_memory),
    "divided by the kernel's area": (wrong.per_area, wrong.per_area_with_bias),
    "kernel width taken as its height": (
        wrong.height_for_width,
        wrong.height_for_width_in_taps,
        wrong.height_for_width_in_size,
        wrong.width_for_height,
        wrong.width_for_height_in_taps,
        wrong.width_for_height_in_size,
    ),
    "output width taken as its height": (
        wrong.square_output,
        wrong.square_output_by_width,
        wrong.square_loop,
        wrong.square_loop_by_width,
        wrong.image_height_for_width,
    ),
    "output H and W swapped": (wrong.out_swapped, wrong.out_swapped_memory),
    "ReLU applied inside": (wrong.relu, wrong.relu_before_bias, wrong.relu_on_products),
    "channels overwrite instead of add": (wrong.last_tap,),
    "last row and column skipped": (
        wrong.last_cropped,
        wrong.last_left_zero,
        wrong.last_left_bias,
    ),
    "input changed in place": (wrong.spoils_input,),
}
FLIPS: dict[str, Ways] = {
    "flipped on both axes": (wrong.flipped,),
    "flipped on one axis": (wrong.flipped_up_down, wrong.flipped_left_right),
}
BIAS_MISTAKES: dict[str, Ways] = {
    "bias missing": (wrong.no_bias,),
    "bias added per product": (wrong.bias_per_product,),
}
INTEGER_MISTAKES: dict[str, Ways] = {
    "integer image truncates the result": (
        wrong.truncated,
        wrong.truncated_products,
        wrong.truncated_to_int,
        wrong.truncated_kernel,
    ),
    "uint8 wraps round": (wrong.wrapped, wrong.wrapped_with_bias, wrong.wrapped_taps),
}


def invalid(calls: Mapping[str, Callable[[], Arguments]], points: float) -> Group:
    """A group of calls that must raise, each declared as arguments under a name."""
    return Group(
        "invalid arguments",
        points,
        tuple({"what": what} for what in calls),
        raises=True,
        make=lambda rng, what: calls[what](),
    )


def mistakes(
    table: Mapping[str, Ways],
    lift: Callable[[Callable[..., Any]], Callable[..., Any]] = lambda wrong: wrong,
) -> tuple[Misconception, ...]:
    """Register a table of phrases, each with the ways to make that mistake."""
    return tuple(misconception(phrase, *map(lift, ways)) for phrase, ways in table.items())
