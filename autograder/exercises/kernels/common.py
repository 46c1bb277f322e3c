"""What the exercises on kernels share: sizes, and tables of mistakes."""

from __future__ import annotations

from autograder.exercises.kernels import wrong
from autograder.exercises.phrases import Ways

__all__ = [
    "BIAS_MISTAKES",
    "FLIPS",
    "INTEGER_MISTAKES",
    "NOTEBOOK",
    "PLANE_MISTAKES",
    "SIZES",
]

NOTEBOOK = "02_kernels"
#: Where hidden cases draw their sizes from.
SIZES = {"kh": (1, 2, 3, 4), "kw": (1, 2, 3, 4), "oh": (1, 2, 3, 5), "ow": (1, 2, 3, 4)}

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
