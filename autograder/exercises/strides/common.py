"""What the exercises on stride and padding share."""

from __future__ import annotations

__all__ = ["NOTEBOOK", "SIZES", "STRIDES", "TWO_NAMES"]

NOTEBOOK = "03_stride_and_padding"
#: Where hidden cases draw their sizes from.
SIZES = {"kh": (1, 2, 3, 4), "kw": (1, 2, 3), "oh": (1, 2, 3), "ow": (2, 3, 4)}
STRIDES = {"sh": (1, 2, 3), "sw": (1, 2, 4)}

#: Words for mistakes that other notebooks describe otherwise, or that go by two names.
TWO_NAMES = {
    "the +1 missing": (
        "You stop one place early, so that the last row or column of places is missing: after the "
        "first place there are (room - reach) // stride more, so add 1."
    ),
    "kernel pair swapped": "You read kernel_size as (width, height); the height comes first.",
    "output width taken as its height": (
        "You take the output to be square; along the width there is a number of places of its own."
    ),
}
