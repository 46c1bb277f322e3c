"""Windows in wrong places, whatever is made of them."""

from __future__ import annotations

import numpy as np

from autograder.exercises.pooling.wrong.base import (
    counts,
    gathered,
    moved,
    padded,
    resized,
    right,
    some,
    steps_of,
    two,
)

# ---------------------------------------------------------------- the stride


def stride_forced(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, None, padding)


def stride_forced_in_windows(kind, x, kernel_size, stride, padding):
    """The size follows the stride, the windows follow the kernel."""
    return moved(kind, x, kernel_size, stride, padding, *two(kernel_size))


def stride_of_one(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, 1 if stride is None else stride, padding)


def stride_swapped(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, steps_of(kernel_size, stride)[::-1], padding)


def given_stride_swapped(kind, x, kernel_size, stride, padding):
    stride = stride if stride is None else two(stride)[::-1]
    return right(kind, x, kernel_size, stride, padding)


def stride_swapped_in_windows(kind, x, kernel_size, stride, padding):
    return moved(kind, x, kernel_size, stride, padding, *steps_of(kernel_size, stride)[::-1])


def stride_on_rows_only(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, (steps_of(kernel_size, stride)[0], 1), padding)


def stride_on_columns_only(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, (1, steps_of(kernel_size, stride)[1]), padding)


def rows_stride_in_windows_only(kind, x, kernel_size, stride, padding):
    return moved(kind, x, kernel_size, stride, padding, steps_of(kernel_size, stride)[0], 1)


def columns_stride_in_windows_only(kind, x, kernel_size, stride, padding):
    return moved(kind, x, kernel_size, stride, padding, 1, steps_of(kernel_size, stride)[1])


def index_without_stride(kind, x, kernel_size, stride, padding):
    return moved(kind, x, kernel_size, stride, padding, 1, 1)


# ---------------------------------------------------------------- the kernel


def kernel_swapped(kind, x, kernel_size, stride, padding):
    return right(kind, x, two(kernel_size)[::-1], stride, padding)


def kernel_swapped_beside_its_stride(kind, x, kernel_size, stride, padding):
    stride = steps_of(kernel_size, stride)
    return right(kind, x, two(kernel_size)[::-1], stride, padding)


def kernel_swapped_in_windows(kind, x, kernel_size, stride, padding):
    return resized(kind, x, kernel_size, stride, padding, two(kernel_size)[::-1])


def kernel_swapped_in_counts(kind, x, kernel_size, stride, padding):
    """As many windows as the swapped kernel has places; the windows themselves are right."""
    oh, ow = counts(x, two(kernel_size)[::-1], steps_of(kernel_size, stride), padding)
    (sh, sw), pads = steps_of(kernel_size, stride), two(padding)
    rows, columns = sh * np.arange(oh), sw * np.arange(ow)
    return kind(gathered(padded(x, pads, pads), rows, columns, two(kernel_size)))


def square_by_height(kind, x, kernel_size, stride, padding):
    return right(kind, x, two(kernel_size)[0], stride, padding)


def square_by_width(kind, x, kernel_size, stride, padding):
    return right(kind, x, two(kernel_size)[1], stride, padding)


def square_by_height_beside_its_stride(kind, x, kernel_size, stride, padding):
    return right(kind, x, two(kernel_size)[0], steps_of(kernel_size, stride), padding)


def square_by_width_beside_its_stride(kind, x, kernel_size, stride, padding):
    return right(kind, x, two(kernel_size)[1], steps_of(kernel_size, stride), padding)


def square_by_height_in_windows(kind, x, kernel_size, stride, padding):
    return resized(kind, x, kernel_size, stride, padding, two(two(kernel_size)[0]))


def square_by_width_in_windows(kind, x, kernel_size, stride, padding):
    return resized(kind, x, kernel_size, stride, padding, two(two(kernel_size)[1]))


# ---------------------------------------------------------------- the size


def rounded_up(kind, x, kernel_size, stride, padding):
    (sh, sw), (kh, kw) = steps_of(kernel_size, stride), two(kernel_size)
    (ph, pw), (height, width) = two(padding), x.shape[2:]
    rows = sh * np.arange(-((height + 2 * ph - kh) // -sh) + 1)
    columns = sw * np.arange(-((width + 2 * pw - kw) // -sw) + 1)
    return kind(gathered(padded(x, (ph, pw), (ph, pw)), rows, columns, (kh, kw)))


def one_missing(kind, x, kernel_size, stride, padding):
    return some(right(kind, x, kernel_size, stride, padding)[:, :, :-1, :-1].copy())


def one_row_missing(kind, x, kernel_size, stride, padding):
    return some(right(kind, x, kernel_size, stride, padding)[:, :, :-1].copy())


def one_column_missing(kind, x, kernel_size, stride, padding):
    return some(right(kind, x, kernel_size, stride, padding)[..., :-1].copy())


def range_too_short(kind, x, kernel_size, stride, padding, rows=1, columns=1):
    """`range(0, H - kh, stride)`: the last place is missing where the windows fit exactly."""
    (sh, sw), (kh, kw), pads = steps_of(kernel_size, stride), two(kernel_size), two(padding)
    wide = padded(x, pads, pads)
    starts = np.arange(0, wide.shape[2] - kh + 1 - rows, sh)
    return kind(
        gathered(wide, starts, np.arange(0, wide.shape[3] - kw + 1 - columns, sw), (kh, kw))
    )


def row_range_too_short(kind, x, kernel_size, stride, padding):
    return range_too_short(kind, x, kernel_size, stride, padding, columns=0)


def column_range_too_short(kind, x, kernel_size, stride, padding):
    return range_too_short(kind, x, kernel_size, stride, padding, rows=0)


def last_left_zero(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    out[..., -1, :] = out[..., -1] = 0.0
    return out


def last_left_infinite(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    out[..., -1, :] = out[..., -1] = -np.inf
    return out


def square_output(kind, x, kernel_size, stride, padding):
    """As many columns as rows; the last windows may reach beyond the map."""
    (oh, _), (sh, sw) = counts(x, kernel_size, stride, padding), steps_of(kernel_size, stride)
    wide = padded(x, two(padding), two(padding))
    return kind(gathered(wide, sh * np.arange(oh), sw * np.arange(oh), two(kernel_size)))


def square_output_by_width(kind, x, kernel_size, stride, padding):
    (_, ow), (sh, sw) = counts(x, kernel_size, stride, padding), steps_of(kernel_size, stride)
    wide = padded(x, two(padding), two(padding))
    return kind(gathered(wide, sh * np.arange(ow), sw * np.arange(ow), two(kernel_size)))


def cropped_to_a_square(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    return some(out[..., : out.shape[2]].copy())


def cropped_to_a_square_by_width(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    return some(out[..., : out.shape[3], :].copy())


def square_loop(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    out[..., out.shape[2] :] = 0.0
    return out


def square_loop_by_width(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    out[..., out.shape[3] :, :] = 0.0
    return out


def out_swapped(kind, x, kernel_size, stride, padding):
    return np.swapaxes(right(kind, x, kernel_size, stride, padding), 2, 3).copy()


def out_swapped_memory(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    return out.reshape(*out.shape[:2], out.shape[3], out.shape[2]).copy()


# ---------------------------------------------------------------- the padding


def padding_swapped(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, stride, two(padding)[::-1])


def padding_top_left(kind, x, kernel_size, stride, padding):
    return right(kind, padded(x, two(padding), (0, 0)), kernel_size, stride, 0)


def double_padding_top_left(kind, x, kernel_size, stride, padding):
    double = tuple(2 * p for p in two(padding))
    return right(kind, padded(x, double, (0, 0)), kernel_size, stride, 0)


def padding_top_left_in_windows(kind, x, kernel_size, stride, padding):
    """The size knows of the padding on both sides; the last windows reach beyond the map."""
    (oh, ow), (sh, sw) = counts(x, kernel_size, stride, padding), steps_of(kernel_size, stride)
    wide = padded(x, two(padding), (0, 0))
    return kind(gathered(wide, sh * np.arange(oh), sw * np.arange(ow), two(kernel_size)))


def padding_bottom_right(kind, x, kernel_size, stride, padding):
    return right(kind, padded(x, (0, 0), two(padding)), kernel_size, stride, 0)


def double_padding_bottom_right(kind, x, kernel_size, stride, padding):
    double = tuple(2 * p for p in two(padding))
    return right(kind, padded(x, (0, 0), double), kernel_size, stride, 0)


def padding_on_all_axes(kind, x, kernel_size, stride, padding):
    p = two(padding)[0]
    wide = np.pad(x, ((p, p), (p, p), (0, 0), (0, 0)), constant_values=np.nan)
    return right(kind, wide, kernel_size, stride, padding)


def padding_alike_on_all_axes(kind, x, kernel_size, stride, padding):
    wide = np.pad(x, two(padding)[0], constant_values=np.nan)
    return right(kind, wide, kernel_size, stride, 0)


def padding_on_channels(kind, x, kernel_size, stride, padding):
    p = two(padding)[0]
    wide = np.pad(x, ((0, 0), (p, p), (0, 0), (0, 0)), constant_values=np.nan)
    return right(kind, wide, kernel_size, stride, padding)


# ---------------------------------------------------------------- channels and images


def across_channels(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, stride, padding).max(1, keepdims=True)


def across_channels_repeated(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    return np.repeat(out.max(1, keepdims=True), out.shape[1], axis=1)


def across_channels_without_axis(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, stride, padding).max(1)


def channels_last(kind, x, kernel_size, stride, padding):
    """Windows over the two axes in the middle."""
    out = right(kind, np.moveaxis(x, -1, 1), kernel_size, stride, padding)
    return np.moveaxis(out, 1, -1).copy()


def channels_last_memory(kind, x, kernel_size, stride, padding):
    n, c, h, w = x.shape
    return right(kind, np.moveaxis(x.reshape(n, h, w, c), -1, 1), kernel_size, stride, padding)


def first_channel(kind, x, kernel_size, stride, padding):
    return right(kind, x[:, :1], kernel_size, stride, padding)


def first_channel_repeated(kind, x, kernel_size, stride, padding):
    return np.repeat(first_channel(kind, x, kernel_size, stride, padding), x.shape[1], axis=1)


def first_channel_alone(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    out[:, 1:] = 0.0
    return out


def first_image(kind, x, kernel_size, stride, padding):
    return np.repeat(right(kind, x[:1], kernel_size, stride, padding), len(x), axis=0)


def spoils_input(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    x += 1
    return out
