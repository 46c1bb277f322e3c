"""Wrong measurements: of the values saved, and of the change under a shift."""

from __future__ import annotations

import numpy as np

from autograder.exercises.pooling.wrong.base import steps_of, two

# ---------------------------------------------------------------- values_saved


def saved_by(counts, in_shape):
    """The share dropped, from the numbers of windows down and along."""
    return 1.0 - counts[0] * counts[1] / (in_shape[-2] * in_shape[-1])


def saved_rounded_up(in_shape, kernel_size, stride=None):
    (kh, kw), (sh, sw) = two(kernel_size), steps_of(kernel_size, stride)
    return saved_by(
        (-((in_shape[-2] - kh) // -sh) + 1, -((in_shape[-1] - kw) // -sw) + 1), in_shape
    )


def saved_square_output(in_shape, kernel_size, stride=None):
    kh, sh = two(kernel_size)[0], steps_of(kernel_size, stride)[0]
    return saved_by(two((in_shape[-2] - kh) // sh + 1), in_shape)


def saved_square_output_by_width(in_shape, kernel_size, stride=None):
    kw, sw = two(kernel_size)[1], steps_of(kernel_size, stride)[1]
    return saved_by(two((in_shape[-1] - kw) // sw + 1), in_shape)


def saved_of(height, width, kernel_size, stride):
    (kh, kw), (sh, sw) = two(kernel_size), steps_of(kernel_size, stride)
    if kh > height or kw > width:
        raise ValueError("no window fits")
    return saved_by(((height - kh) // sh + 1, (width - kw) // sw + 1), (height, width))


def saved_channels_last(in_shape, kernel_size, stride=None):
    return saved_of(*in_shape[-3:-1], kernel_size, stride)


def saved_first_axes(in_shape, kernel_size, stride=None):
    return saved_of(*in_shape[:2], kernel_size, stride)


def saved_width_first(in_shape, kernel_size, stride=None):
    return saved_of(in_shape[-1], in_shape[-2], kernel_size, stride)


# ---------------------------------------------------------------- change_under_shift


def shifted(x, dy, dx):
    """Content moves down by dy and right by dx; zeros enter."""
    out = np.zeros_like(x)
    h, w = x.shape[-2:]
    if abs(dy) < h and abs(dx) < w:
        target = x[..., max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)].shape
        out[..., max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = x[
            ..., max(-dy, 0) : max(-dy, 0) + target[-2], max(-dx, 0) : max(-dx, 0) + target[-1]
        ]
    return out


def ratio(difference, reference):
    distance = np.linalg.norm(difference.ravel())
    return float(distance / np.linalg.norm(reference.ravel())) if distance else 0.0


def change_rolled(pool, x, dy, dx):
    return ratio(pool(np.roll(x, (dy, dx), (-2, -1))) - pool(x), pool(x))


def change_in_norm(pool, x, dy, dx):
    return float(np.linalg.norm((pool(shifted(x, dy, dx)) - pool(x)).ravel()))


def change_in_squares(pool, x, dy, dx):
    return float(((pool(shifted(x, dy, dx)) - pool(x)) ** 2).sum())


def change_on_average(pool, x, dy, dx):
    return float(np.abs(pool(shifted(x, dy, dx)) - pool(x)).mean())


def change_root_mean_square(pool, x, dy, dx):
    return float(np.sqrt(((pool(shifted(x, dy, dx)) - pool(x)) ** 2).mean()))


def change_mean_square(pool, x, dy, dx):
    return float(((pool(shifted(x, dy, dx)) - pool(x)) ** 2).mean())


def change_at_most(pool, x, dy, dx):
    return float(np.abs(pool(shifted(x, dy, dx)) - pool(x)).max())


def change_of_sum(pool, x, dy, dx):
    return float(np.abs(pool(shifted(x, dy, dx)) - pool(x)).sum())


def change_of_first_image(pool, x, dy, dx):
    first = x[:1] if x.ndim > 2 else x
    return ratio(pool(shifted(first, dy, dx)) - pool(first), pool(first))


def change_of_first_channel(pool, x, dy, dx):
    first = x[..., :1, :, :] if x.ndim > 2 else x
    return ratio(pool(shifted(first, dy, dx)) - pool(first), pool(first))


def change_spoils_input(pool, x, dy, dx):
    before = pool(x.copy())
    after = pool(shifted(x, dy, dx))
    x += 1
    return ratio(after - before, before)
