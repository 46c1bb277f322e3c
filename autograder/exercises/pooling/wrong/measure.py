"""Wrong measurements: of the values saved, and of the change under a shift."""

from __future__ import annotations

import numpy as np

from autograder.exercises.pooling.wrong.base import steps_of, two

# ---------------------------------------------------------------- values_saved


def saved(in_shape, kernel, steps, missing=(0, 0), rounded_up=False):
    """The share dropped, from however many windows the formula gives along both axes."""
    kept = 1.0
    for size, k, s, m in zip(in_shape[-2:], kernel, steps, missing, strict=True):
        spare = size - k
        kept *= ((-(spare // -s) if rounded_up else spare // s) + 1 - m) / size
    return 1.0 - kept


def saved_rounded_up(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size), steps_of(kernel_size, stride), rounded_up=True)


def saved_with_stride_forced(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size), two(kernel_size))


def saved_with_stride_of_one(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size), two(1 if stride is None else stride))


def saved_with_stride_swapped(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size), steps_of(kernel_size, stride)[::-1])


def saved_with_given_stride_swapped(in_shape, kernel_size, stride=None):
    steps = steps_of(kernel_size, stride)
    return saved(in_shape, two(kernel_size), steps if stride is None else steps[::-1])


def saved_with_stride_on_rows(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size), (steps_of(kernel_size, stride)[0], 1))


def saved_with_stride_on_columns(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size), (1, steps_of(kernel_size, stride)[1]))


def saved_with_kernel_swapped(in_shape, kernel_size, stride=None):
    kernel = two(kernel_size)[::-1]
    return saved(in_shape, kernel, steps_of(kernel, stride))


def saved_with_kernel_swapped_beside_its_stride(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size)[::-1], steps_of(kernel_size, stride))


def saved_square_by_height(in_shape, kernel_size, stride=None):
    kernel = two(two(kernel_size)[0])
    return saved(in_shape, kernel, steps_of(kernel, stride))


def saved_square_by_width(in_shape, kernel_size, stride=None):
    kernel = two(two(kernel_size)[1])
    return saved(in_shape, kernel, steps_of(kernel, stride))


def saved_square_by_height_beside_its_stride(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(two(kernel_size)[0]), steps_of(kernel_size, stride))


def saved_square_by_width_beside_its_stride(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(two(kernel_size)[1]), steps_of(kernel_size, stride))


def saved_one_missing(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size), steps_of(kernel_size, stride), (1, 1))


def saved_one_row_missing(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size), steps_of(kernel_size, stride), (1, 0))


def saved_one_column_missing(in_shape, kernel_size, stride=None):
    return saved(in_shape, two(kernel_size), steps_of(kernel_size, stride), (0, 1))


def saved_with_range_too_short(in_shape, kernel_size, stride=None):
    """`len(range(0, H - kh, stride))`: one too few where the windows fit exactly."""
    steps = steps_of(kernel_size, stride)
    return saved(in_shape, two(kernel_size), steps, (1, 1), rounded_up=True)


def saved_square_output(in_shape, kernel_size, stride=None):
    kh, sh, (h, w) = two(kernel_size)[0], steps_of(kernel_size, stride)[0], in_shape[-2:]
    return 1.0 - ((h - kh) // sh + 1) ** 2 / (h * w)


def saved_square_output_by_width(in_shape, kernel_size, stride=None):
    kw, sw, (h, w) = two(kernel_size)[1], steps_of(kernel_size, stride)[1], in_shape[-2:]
    return 1.0 - ((w - kw) // sw + 1) ** 2 / (h * w)


def saved_channels_last(in_shape, kernel_size, stride=None):
    height, width = in_shape[-3], in_shape[-2]
    return saved((height, width), two(kernel_size), steps_of(kernel_size, stride))


def saved_first_axes(in_shape, kernel_size, stride=None):
    return saved(in_shape[:2], two(kernel_size), steps_of(kernel_size, stride))


def saved_width_first(in_shape, kernel_size, stride=None):
    return saved(in_shape[:-3:-1], two(kernel_size), steps_of(kernel_size, stride))


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


def change_repeated(pool, x, dy, dx):
    h, w = x.shape[-2:]
    rows, columns = np.clip(np.arange(h) - dy, 0, h - 1), np.clip(np.arange(w) - dx, 0, w - 1)
    return ratio(pool(x[..., rows[:, None], columns]) - pool(x), pool(x))


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
