"""Wrong blur_pool2d."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.phrases import Ways
from autograder.exercises.symmetry.wrong import changes


def blur(x, taps=(1, 2, 1), total=4.0, axes=(2, 3)):
    """A circular blur of three taps along each axis."""
    for axis in axes:
        x = (taps[0] * np.roll(x, 1, axis) + taps[1] * x + taps[2] * np.roll(x, -1, axis)) / total
    return x


def sample(x, stride, start=0):
    return x[:, :, start::stride, start::stride].copy()


def changed(x, stride=2, change=None):
    """A change of the right result."""
    return change(sample(blur(x), stride))


def blurred_otherwise(x, stride=2, taps=(1, 2, 1), total=4.0, axes=(2, 3)):
    """Another blur, and the right samples of it."""
    return sample(blur(x, taps, total, axes), stride)


# ---------------------------------------------------------------- brightness


def brighter(x, stride=2, factor=1.0):
    return factor * sample(blur(x), stride)


#: What is divided by instead of 16: 1, 4, 8, 2, 9, 3, 6, 12.
NOT_NORMALISED: Ways = tuple(
    partial(brighter, factor=factor)
    for factor in (16.0, 4.0, 2.0, 8.0, 16 / 9, 16 / 3, 16 / 6, 16 / 12)
)

# ---------------------------------------------------------------- the order


def blur_in(x, rows, columns, stride=1):
    """Blur a map that does not wrap round: its border is filled in one of NumPy's modes."""
    x = np.pad(x, ((0, 0), (0, 0), (1, 1), (0, 0)), mode=rows)
    x = np.pad(x, ((0, 0), (0, 0), (0, 0), (1, 1)), mode=columns)
    x = (x[:, :, :-2] + 2 * x[:, :, 1:-1] + x[:, :, 2:]) / 4
    return sample((x[..., :-2] + 2 * x[..., 1:-1] + x[..., 2:]) / 4, stride)


def blurred_after(x, stride=2):
    return blur(sample(x, stride))


def blurred_after_in(x, stride=2, mode="constant"):
    return blur_in(sample(x, stride), mode, mode)


AFTER: Ways = (
    blurred_after,
    partial(blurred_after_in, mode="constant"),
    partial(blurred_after_in, mode="edge"),
    partial(blurred_after_in, mode="reflect"),
)

# ---------------------------------------------------------------- the border


def bordered(x, stride=2, rows="wrap", columns="wrap"):
    return blur_in(x, rows, columns, stride)


def inside_only(x, stride=2):
    """Only the pixels with all their neighbours are blurred, and sampled."""
    x = (x[:, :, :-2] + 2 * x[:, :, 1:-1] + x[:, :, 2:]) / 4
    return sample((x[..., :-2] + 2 * x[..., 1:-1] + x[..., 2:]) / 4, stride)


def border_unblurred(x, stride=2):
    """The pixels at the border stay as they are."""
    out = np.array(x)
    out[:, :, 1:-1, 1:-1] = blur(x)[:, :, 1:-1, 1:-1]
    return sample(out, stride)


ZEROS: Ways = (
    partial(bordered, rows="constant", columns="constant"),
    partial(bordered, rows="constant"),
    partial(bordered, columns="constant"),
)
REPEATED: Ways = tuple(
    partial(bordered, rows=mode, columns=mode) for mode in ("edge", "reflect", "symmetric")
)
INSIDE: Ways = (inside_only, border_unblurred)

# ---------------------------------------------------------------- the taps


ONE_AXIS: Ways = (partial(blurred_otherwise, axes=(2,)), partial(blurred_otherwise, axes=(3,)))
BOXES: Ways = (
    partial(blurred_otherwise, taps=(1, 1, 1), total=3.0),
    partial(blurred_otherwise, taps=(0, 1, 1), total=2.0),
    partial(blurred_otherwise, taps=(1, 1, 0), total=2.0),
)


def not_blurred(x, stride=2):
    return sample(x, stride)


def one_tap(x, stride=2, side=-1):
    """A loop over the kernel that assigns: its last tap, or the first, is all that is left."""
    return sample(np.roll(x, (side, side), axis=(2, 3)) / 16, stride)


OVERWRITTEN: Ways = (one_tap, partial(one_tap, side=1))

# ---------------------------------------------------------------- the samples


def sampled_from(x, stride=2, start=1):
    return sample(blur(x), stride, start)


def sampled_from_last(x, stride=2):
    return sample(blur(x), stride, stride - 1)


def sampled_from_half(x, stride=2):
    return sample(blur(x), stride, stride // 2)


def window_moved(x, stride=2, by=-1):
    """The taps lie on pixels 0, 1, 2 and not on −1, 0, 1, or on −2, −1, 0."""
    return sample(np.roll(blur(x), (by, by), axis=(2, 3)), stride)


OFF_BY_ONE: Ways = (
    sampled_from,
    sampled_from_last,
    sampled_from_half,
    window_moved,
    partial(window_moved, by=1),
)


def sampled_on_one_axis(x, stride=2, rows=True):
    out = blur(x)
    return out[:, :, ::stride].copy() if rows else out[..., ::stride].copy()


def not_sampled(x, stride=2):
    return blur(x)


ONE_STRIDE: Ways = (sampled_on_one_axis, partial(sampled_on_one_axis, rows=False), not_sampled)

# ---------------------------------------------------------------- the result


def spoils_input(x, stride=2):
    x[...] = blur(x)
    return sample(x, stride)


FIRST_IMAGE: Ways = (partial(changed, change=changes.first_item),)
FIRST_CHANNEL: Ways = (
    partial(changed, change=changes.first_channel),
    partial(changed, change=changes.first_channel_repeated),
)
SWAPPED: Ways = (
    partial(changed, change=changes.out_swapped),
    partial(changed, change=changes.out_swapped_memory),
)
LAST_SKIPPED: Ways = tuple(
    partial(changed, change=partial(change, rows=rows, columns=columns))
    for change in (changes.last_cropped, changes.last_left_zero)
    for rows, columns in ((1, 1), (1, 0), (0, 1))
)
