"""Wrong lift_p4 and p4_action."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong import values
from autograder.exercises.kernels.wrong.base import conv
from autograder.exercises.phrases import Ways
from autograder.exercises.symmetry.wrong import changes

# ---------------------------------------------------------------- lift_p4


def lift(x, w, bias=None, turns=(0, 1, 2, 3), axes=(2, 3)):
    return np.stack([conv(x, np.rot90(w, r, axes), bias) for r in turns], axis=2)


def on_lifted(wrong, x, w, bias=None):
    """Let a wrong conv2d answer for every orientation of lift_p4."""
    return np.stack([wrong(x, np.rot90(w, r, (2, 3)), bias) for r in range(4)], axis=2)


def lift_changed(x, w, bias=None, change=None):
    """A change of the right result."""
    return change(lift(x, w, bias))


CLOCKWISE: Ways = (partial(lift, turns=(0, -1, -2, -3)),)
OVER_OTHER_AXES: Ways = (partial(lift, axes=(0, 1)), partial(lift, axes=(1, 2)))
UNTURNED: Ways = (partial(lift, turns=(0, 0, 0, 0)),)


def turning_images(x, w, bias=None, way=1):
    return np.stack([conv(np.rot90(x, way * r, (2, 3)), w, bias) for r in range(4)], axis=2)


def turning_results(x, w, bias=None, way=1):
    return np.stack([np.rot90(conv(x, w, bias), way * r, (2, 3)) for r in range(4)], axis=2)


IMAGES: Ways = tuple(
    partial(turning, way=way) for turning in (turning_images, turning_results) for way in (1, -1)
)


def lift_of(x, w, bias=None, rows=1, columns=1, transposes=False):
    """Lift another filter: its rows or columns in reverse, or transposed."""
    w = w[:, :, ::rows, ::columns]
    return lift(x, np.swapaxes(w, 2, 3) if transposes else w, bias)


FLIPPED_BOTH: Ways = (partial(lift_of, rows=-1, columns=-1),)
FLIPPED_ONE: Ways = (
    partial(lift_of, rows=-1),
    partial(lift_of, columns=-1),
    partial(on_lifted, values.flipped_up_down),
    partial(on_lifted, values.flipped_left_right),
)
TRANSPOSED: Ways = (partial(lift_of, transposes=True), partial(on_lifted, values.transposed))


def axis_moved(out, to=1):
    return np.moveaxis(out, 2, to).copy()


def axis_reshaped(out):
    """Filters and orientations in one axis, taken apart in the wrong order."""
    return np.moveaxis(out, 2, 1).reshape(out.shape).copy()


def axis_merged(out, orientations_first=False):
    """Filters and orientations stay in one axis."""
    n, f, four, h, w = out.shape
    ordered = np.moveaxis(out, 2, 1) if orientations_first else out
    return ordered.reshape(n, f * four, h, w).copy()


WRONG_AXIS: Ways = tuple(
    partial(lift_changed, change=change)
    for change in (
        axis_moved,
        partial(axis_moved, to=-1),
        partial(axis_moved, to=0),
        axis_reshaped,
        axis_merged,
        partial(axis_merged, orientations_first=True),
    )
)


def lift_spoils_input(x, w, bias=None):
    out = lift(x, w, bias)
    x += 1
    return out


# ---------------------------------------------------------------- p4_action


def act(y, turns=1, places=1, axes=(3, 4)):
    return np.roll(np.rot90(y, turns, axes), places, axis=2)


def act_changed(y, change=None):
    """A change of the right result."""
    return change(act(y))


ACT_CLOCKWISE: Ways = (partial(act, turns=-1), partial(act, turns=-1, places=-1))


def filters_cycled(y):
    return np.roll(np.rot90(y, 1, (3, 4)), 1, axis=1)


UNCYCLED: Ways = (partial(act, places=0), partial(act, turns=-1, places=0), filters_cycled)
CYCLED_BACK: Ways = (partial(act, places=-1),)
MAPS_UNTURNED: Ways = (partial(act, turns=0), partial(act, turns=0, places=-1))
ACT_OVER_OTHER_AXES: Ways = (partial(act, axes=(0, 1)), partial(act, axes=(2, 3)))
ACT_SWAPPED: Ways = (
    partial(act_changed, change=changes.out_swapped),
    partial(act_changed, change=changes.out_swapped_memory),
)
ACT_FIRST_IMAGE: Ways = (partial(act_changed, change=changes.first_item),)


def act_spoils_input(y):
    out = act(y)
    y *= 2
    return out
