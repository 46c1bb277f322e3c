"""What the exercises on kernels share: sizes, and tables of mistakes."""

from __future__ import annotations

from autograder.exercises.kernels.wrong import integers, places, values
from autograder.exercises.phrases import Ways

__all__ = [
    "BIAS_MISTAKES",
    "FLIPS",
    "INTEGER_MISTAKES",
    "LARGE",
    "NOTEBOOK",
    "PLANE_MISTAKES",
    "SCALES",
    "SIZES",
    "SIZE_KINDS",
    "SMALL",
]

NOTEBOOK = "02_kernels"
#: The group of cases that are larger than a person would check, with numbers of all sizes.
SCALES = "sizes and scales"
LARGE, SMALL = 1e5, 1e-8
#: The group of pairs that are lists. NumPy integers are not tried: a test for `int` is no mistake.
SIZE_KINDS = "lists as size"
#: Where hidden cases draw their sizes from.
SIZES = {"kh": (1, 2, 3, 4), "kw": (1, 2, 3, 4), "oh": (1, 2, 3, 5), "ow": (1, 2, 3, 4)}

PLANE_MISTAKES: dict[str, Ways] = {
    "kernel transposed": values.TRANSPOSED,
    "divided by the kernel's area": values.PER_AREA,
    "kernel width taken as its height": places.SQUARE_KERNEL,
    "output width taken as its height": places.SQUARE_OUTPUT,
    "output H and W swapped": places.OUT_SWAPPED,
    "integer image truncates the result": integers.ALWAYS_WHOLE,
    "ReLU applied inside": values.RELU,
    "channels overwrite instead of add": values.LAST_TAPS,
    "last row and column skipped": places.LAST_SKIPPED,
    "stride or offset missing": places.OFFSETS,
    "input changed in place": (values.spoils_input,),
}
FLIPS: dict[str, Ways] = {
    "flipped on both axes": (values.flipped,),
    "flipped on one axis": (values.flipped_up_down, values.flipped_left_right),
}
BIAS_MISTAKES: dict[str, Ways] = {
    "bias missing": (values.no_bias,),
    "bias added per product": values.BIAS_PER_TAP,
}
INTEGER_MISTAKES: dict[str, Ways] = {
    "integer image truncates the result": integers.TRUNCATED,
    "uint8 wraps round": integers.WRAPPED,
}
