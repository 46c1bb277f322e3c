"""Wrong answers to lift_p4 and p4_action, each as a learner might compute it.

The mistakes that a plain convolution can have stand in `kernels/wrong.py`; `on_lifted` lets such an
answer stand for one to `lift_p4`.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises.kernels.wrong import conv

# ---------------------------------------------------------------- lift_p4


def lift(x, w, bias=None, turns=(0, 1, 2, 3), axes=(2, 3)):
    return np.stack([conv(x, np.rot90(w, r, axes), bias) for r in turns], axis=2)


def on_lifted(wrong, x, w, bias=None):
    """Let a wrong conv2d answer for every orientation of lift_p4."""
    return np.stack([wrong(x, np.rot90(w, r, (2, 3)), bias) for r in range(4)], axis=2)


def on_lift_result(wrong, x, w, bias=None):
    """Let a change of the right result answer for lift_p4."""
    return wrong(lift(x, w, bias))


def lift_clockwise(x, w, bias=None):
    return lift(x, w, bias, (0, -1, -2, -3))


def lift_over_filters(x, w, bias=None):
    """np.rot90 with its own axes turns filters and channels into each other."""
    return lift(x, w, bias, axes=(0, 1))


def lift_over_channels(x, w, bias=None):
    return lift(x, w, bias, axes=(1, 2))


def lift_unturned(x, w, bias=None):
    return lift(x, w, bias, (0, 0, 0, 0))


def lift_turning_images(x, w, bias=None):
    return np.stack([conv(np.rot90(x, r, (2, 3)), w, bias) for r in range(4)], axis=2)


def lift_turning_images_clockwise(x, w, bias=None):
    return np.stack([conv(np.rot90(x, -r, (2, 3)), w, bias) for r in range(4)], axis=2)


def lift_turning_results(x, w, bias=None):
    return np.stack([np.rot90(conv(x, w, bias), r, (2, 3)) for r in range(4)], axis=2)


def lift_turning_results_clockwise(x, w, bias=None):
    return np.stack([np.rot90(conv(x, w, bias), -r, (2, 3)) for r in range(4)], axis=2)


def lift_of_flipped(x, w, bias=None):
    return lift(x, w[..., ::-1, ::-1], bias)


def lift_of_upside_down(x, w, bias=None):
    return lift(x, w[..., ::-1, :], bias)


def lift_of_mirrored(x, w, bias=None):
    return lift(x, w[..., ::-1], bias)


def lift_of_transposed(x, w, bias=None):
    return lift(x, np.swapaxes(w, -1, -2), bias)


def lift_axis_first(out):
    return np.moveaxis(out, 2, 1).copy()


def lift_axis_last(out):
    return np.moveaxis(out, 2, -1).copy()


def lift_axis_zero(out):
    return np.moveaxis(out, 2, 0).copy()


def lift_axis_reshaped(out):
    """Filters and orientations in one axis, taken apart in the wrong order."""
    n, f, four, h, w = out.shape
    return np.moveaxis(out, 2, 1).reshape(n, f, four, h, w).copy()


def lift_axis_kept_with_filters(out):
    n, f, four, h, w = out.shape
    return out.reshape(n, f * four, h, w).copy()


def lift_axis_kept_with_turns(out):
    n, f, four, h, w = out.shape
    return np.moveaxis(out, 2, 1).reshape(n, f * four, h, w).copy()


def lift_bias_four_times(x, w, bias=None):
    return lift(x, w, None if bias is None else 4 * np.asarray(bias))


def lift_bias_for_first(x, w, bias=None):
    out = lift(x, w)
    if bias is not None:
        out[:, :, 0] += np.asarray(bias)[:, None, None]
    return out


def lift_spoils_input(x, w, bias=None):
    out = lift(x, w, bias)
    x += 1
    return out


# ---------------------------------------------------------------- p4_action


def act(y, turns=1, places=1, axes=(3, 4)):
    return np.roll(np.rot90(y, turns, axes), places, axis=2)


def act_clockwise(y):
    return act(y, turns=-1)


def act_backwards(y):
    return act(y, turns=-1, places=-1)


def act_half_turn(y):
    return act(y, turns=2)


def act_uncycled(y):
    return act(y, places=0)


def act_uncycled_clockwise(y):
    return act(y, turns=-1, places=0)


def act_cycled_back(y):
    return act(y, places=-1)


def act_cycled_twice(y):
    return act(y, places=2)


def act_cycling_filters(y):
    return np.roll(np.rot90(y, 1, (3, 4)), 1, axis=1)


def act_cycling_images(y):
    return np.roll(np.rot90(y, 1, (3, 4)), 1, axis=0)


def act_reversed(y):
    return np.rot90(y, 1, (3, 4))[:, :, ::-1].copy()


def act_unturned(y):
    return act(y, turns=0)


def act_over_images(y):
    return act(y, axes=(0, 1))


def act_over_orientations(y):
    return act(y, axes=(2, 3))


def act_transposed(y):
    return np.roll(np.swapaxes(y, 3, 4), 1, axis=2)


def on_action(wrong, y):
    """Let a change of the right result answer for p4_action."""
    return wrong(act(y))


def act_spoils_input(y):
    out = act(y)
    y *= 2
    return out
