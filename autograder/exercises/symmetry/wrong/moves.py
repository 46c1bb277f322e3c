"""Wrong translate, output_shift and shift_consistency."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.phrases import Ways

# ---------------------------------------------------------------- translate


def move(x, dy, dx):
    return np.roll(x, (dy, dx), axis=(-2, -1))


def move_filling(x, dy, dx, mode="constant"):
    """A shift in which nothing wraps: `constant` fills with zeros, `edge` with the border."""
    height, width = x.shape[-2:]
    far_h, far_w = min(abs(dy), height), min(abs(dx), width)
    around = ((0, 0),) * (x.ndim - 2) + ((far_h, far_h), (far_w, far_w))
    filled = np.pad(x, around, mode=mode)
    top = far_h - max(min(dy, height), -height)
    left = far_w - max(min(dx, width), -width)
    return filled[..., top : top + height, left : left + width].copy()


def move_remainder_into_zeros(x, dy, dx):
    return move_filling(x, dy % x.shape[-2], dx % x.shape[-1])


def move_rows_into_zeros(x, dy, dx):
    return move(move_filling(x, dy, 0), 0, dx)


def move_columns_into_zeros(x, dy, dx):
    return move(move_filling(x, 0, dx), dy, 0)


def move_and_clear(x, dy, dx):
    """Rolls, then clears what has wrapped, with slices that are right for positive shifts only."""
    out = move(x, dy, dx)
    out[..., :dy, :] = 0
    out[..., :dx] = 0
    return out


def move_to_the_right_only(x, dy, dx):
    """Slices that fit positive shifts only; others raise, or leave strange pieces."""
    height, width = x.shape[-2:]
    out = np.zeros_like(x)
    out[..., dy:, dx:] = x[..., : height - dy, : width - dx]
    return out


INTO_ZEROS: Ways = (
    move_filling,
    move_remainder_into_zeros,
    move_rows_into_zeros,
    move_columns_into_zeros,
    move_and_clear,
    move_to_the_right_only,
)


def move_into_edges(x, dy, dx):
    return move_filling(x, dy, dx, "edge")


def move_times(x, dy, dx, down=1, right=1):
    return move(x, down * dy, right * dx)


def move_magnitudes(x, dy, dx):
    return move(x, abs(dy), abs(dx))


WRONG_WAY: Ways = (
    partial(move_times, down=-1, right=-1),
    partial(move_times, down=-1),
    partial(move_times, right=-1),
)
ONE_AXIS: Ways = (partial(move_times, down=0), partial(move_times, right=0))


def move_swapped(x, dy, dx):
    return move(x, dx, dy)


def move_along(x, dy, dx, axes=(0, 1)):
    return np.roll(x, (dy, dx), axis=axes)


def move_flat(x, dy, dx):
    return np.roll(x, dy * x.shape[-1] + dx)


def move_rows_flat(x, dy, dx):
    """Rolls within the flattened image: a row's end goes on to the next row."""
    flat = x.reshape(*x.shape[:-2], -1)
    return np.roll(flat, dy * x.shape[-1] + dx, axis=-1).reshape(x.shape)


OTHER_AXES: Ways = (
    move_along,
    partial(move_along, axes=(1, 2)),
    partial(move_along, axes=(-3, -2)),
    partial(move_along, axes=None),
    move_flat,
    move_rows_flat,
)


def move_spoils_input(x, dy, dx):
    x[...] = move(x, dy, dx)
    return x.copy()


# ---------------------------------------------------------------- output_shift


def shift_in_full(shift, stride):
    return shift


def shift_in_full_where_it_fits(shift, stride):
    return shift if shift % stride == 0 else None


def shift_times_stride(shift, stride):
    return shift * stride


def shift_in_full_rounded(shift, stride):
    """The nearest place below that the stride allows, in pixels of the input."""
    return shift // stride * stride


IN_FULL: Ways = (
    shift_in_full,
    shift_in_full_where_it_fits,
    shift_times_stride,
    shift_in_full_rounded,
)


def shift_rounded_down(shift, stride):
    return shift // stride


def shift_rounded_up(shift, stride):
    return -(-shift // stride)


def shift_cut(shift, stride):
    return int(shift / stride)


def shift_rounded(shift, stride):
    return round(shift / stride)


def shift_as_fraction(shift, stride):
    return shift / stride


def shift_or(shift, stride, nothing=0):
    return shift // stride if shift % stride == 0 else nothing


def shift_or_full(shift, stride):
    return shift // stride if shift % stride == 0 else shift


ROUNDED: Ways = (
    shift_rounded_down,
    shift_rounded_up,
    shift_cut,
    shift_rounded,
    shift_as_fraction,
    shift_or,
    shift_or_full,
)


def shift_zero_as_none(shift, stride):
    return (shift // stride or None) if shift % stride == 0 else None


def shift_magnitude(shift, stride):
    return abs(shift) // stride if shift % stride == 0 else None


def shift_none_if_negative(shift, stride):
    return shift // stride if shift >= 0 and shift % stride == 0 else None


SIGN_LOST: Ways = (shift_magnitude, shift_none_if_negative)

# ---------------------------------------------------------------- shift_consistency


def agreements(predict, x, shifts, moved=move):
    """Whether the label stays, for each shift and image: (shifts, N)."""
    return np.array([predict(moved(x, dy, dx)) == predict(x) for dy, dx in shifts])


def on_moved(moved, predict, x, shifts):
    """Let a wrong translate answer for shift_consistency."""
    return float(agreements(predict, x, shifts, moved).mean())


def share_changed(predict, x, shifts):
    return float(1 - agreements(predict, x, shifts).mean())


def count(predict, x, shifts, axis=None):
    """How many agree, in all; or for each image or shift, and of that the mean."""
    return float(agreements(predict, x, shifts).sum(axis=axis).mean())


COUNTS: Ways = (count, partial(count, axis=0), partial(count, axis=1))


def share_of_first_image(predict, x, shifts):
    return float(agreements(predict, x, shifts)[:, 0].mean())


def share_against_first_label(predict, x, shifts):
    return float(np.mean([predict(move(x, *s)) == predict(x)[0] for s in shifts]))


FIRST_IMAGE: Ways = (share_of_first_image, share_against_first_label)


def share_of(predict, x, shifts, axis=0, enough=1.0):
    """The share of images (axis 0) or shifts (axis 1) for which all, or any, agree."""
    agreeing = agreements(predict, x, shifts).mean(axis=axis)
    return float(np.mean(agreeing >= enough if enough else agreeing > 0))


TOGETHER: Ways = (
    share_of,
    partial(share_of, axis=1),
    partial(share_of, enough=0.0),
    partial(share_of, axis=1, enough=0.0),
)


def share_image_by_image(predict, x, shifts):
    """The classifier is given one image at a time."""
    kept = [agreements(predict, x[n : n + 1], shifts) for n in range(len(x))]
    return float(np.mean(kept))


def share_spoils_input(predict, x, shifts):
    out = float(agreements(predict, x, shifts).mean())
    x += 1
    return out
