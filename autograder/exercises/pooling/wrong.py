"""Wrong answers to the exercises on pooling itself, each as a learner might compute it.

A pooling is a *kind*, which makes one value of every window (the largest, the mean), and a
*place*, which says where the windows lie. Most mistakes spoil one of the two, so they are written
once; `on_max`, `as_max` and their like put them together with what is right of the other.
The module imports NumPy alone, so that some of its functions make a complete wrong answer for the
sample class.
"""

from __future__ import annotations

import numpy as np

# ---------------------------------------------------------------- the windows


def two(size):
    return (size, size) if np.ndim(size) == 0 else tuple(size)


def padded(x, before, after):
    """The maps with NaN for padding, so that every kind can do with it what it wants."""
    edges = ((0, 0), (0, 0), (before[0], after[0]), (before[1], after[1]))
    return np.pad(x, edges, constant_values=np.nan)


def gathered(x, rows, columns, kernel):
    """The windows with these first rows and columns: (N, C, H′, W′, kh, kw).

    What lies beyond the map is +inf: a slice would leave it out. A window that lies beyond it
    altogether raises, as the maximum of an empty slice does.
    """
    height, width = x.shape[2:]
    i = np.add.outer(rows, np.arange(kernel[0]))[:, None, :, None]
    j = np.add.outer(columns, np.arange(kernel[1]))[None, :, None, :]
    inside = (i < height) & (j < width)
    if not inside.any((2, 3)).all():
        raise ValueError("a window is empty")
    taken = x[:, :, np.minimum(i, height - 1), np.minimum(j, width - 1)]
    return taken if inside.all() else np.where(inside, taken, np.inf)


def steps_of(kernel_size, stride):
    return two(kernel_size) if stride is None else two(stride)


def counts(x, kernel_size, stride, padding):
    """The output's height and width."""
    spare = np.subtract(np.add(x.shape[2:], np.multiply(2, two(padding))), two(kernel_size))
    if min(spare) < 0:
        raise ValueError("no window fits")
    return [int(n) for n in spare // steps_of(kernel_size, stride) + 1]


def right(kind, x, kernel_size, stride, padding):
    """The right places, whatever the kind."""
    (oh, ow), (sh, sw) = counts(x, kernel_size, stride, padding), steps_of(kernel_size, stride)
    pads = two(padding)
    rows, columns = sh * np.arange(oh), sw * np.arange(ow)
    return kind(gathered(padded(x, pads, pads), rows, columns, two(kernel_size)))


def moved(kind, x, kernel_size, stride, padding, down, along):
    """An output of the right size whose windows lie `down` and `along` from one another."""
    oh, ow = counts(x, kernel_size, stride, padding)
    pads = two(padding)
    rows, columns = down * np.arange(oh), along * np.arange(ow)
    return kind(gathered(padded(x, pads, pads), rows, columns, two(kernel_size)))


def resized(kind, x, kernel_size, stride, padding, kernel):
    """Windows at the right places, of the wrong size."""
    (oh, ow), (sh, sw) = counts(x, kernel_size, stride, padding), steps_of(kernel_size, stride)
    pads = two(padding)
    return kind(gathered(padded(x, pads, pads), sh * np.arange(oh), sw * np.arange(ow), kernel))


# ---------------------------------------------------------------- kinds: a value for every window


def filled(w, padding, beyond):
    """The windows with numbers for the padding (NaN) and for what lies beyond the map (+inf)."""
    return np.where(np.isnan(w), padding, np.where(w == np.inf, beyond, w))


def total(w):
    return filled(w, 0.0, 0.0).sum((-2, -1))


def area(w):
    return w.shape[-2] * w.shape[-1]


def largest(w):
    return filled(w, -np.inf, -np.inf).max((-2, -1))


def mean_counted(w):
    return total(w) / area(w)


def mean_inside(w):
    return total(w) / np.isfinite(w).sum((-2, -1))


def mean_of_slice(w):
    """`window.mean()`: padding counts, what a slice leaves out does not."""
    return total(w) / (w != np.inf).sum((-2, -1))


def largest_with_zeros(w):
    return filled(w, 0.0, -np.inf).max((-2, -1))


def mean_with_infinite_padding(w):
    return filled(w, -np.inf, 0.0).sum((-2, -1)) / area(w)


def sum_with_infinite_padding(w):
    return filled(w, -np.inf, 0.0).sum((-2, -1))


def clamped(w):
    return np.maximum(largest(w), 0.0)


def smallest(w):
    return filled(w, np.inf, np.inf).min((-2, -1))


def smallest_with_zeros(w):
    return filled(w, 0.0, np.inf).min((-2, -1))


def smallest_with_infinite_padding(w):
    return filled(w, -np.inf, np.inf).min((-2, -1))


def smallest_from_zero(w):
    return np.minimum(smallest(w), 0.0)


def last(w):
    """The last value that lies on the map."""
    flat = w.reshape(*w.shape[:-2], -1)
    index = np.where(np.isfinite(flat), np.arange(flat.shape[-1]), -1).max(-1)
    return np.take_along_axis(flat, index[..., None], -1)[..., 0]


def last_or_zero(w):
    return filled(w, 0.0, 0.0)[..., -1, -1]


def last_or_infinite(w):
    return filled(w, -np.inf, -np.inf)[..., -1, -1]


def last_share(w):
    return last_or_zero(w) / area(w)


def largest_of_last_row(w):
    """A loop over the window's rows that keeps the maximum of the row it saw last."""
    return filled(w, -np.inf, -np.inf)[..., -1, :].max(-1)


def per_height_squared(w):
    return total(w) / w.shape[-2] ** 2


def per_width_squared(w):
    return total(w) / w.shape[-1] ** 2


# ---------------------------------------------------------------- answers: a kind at a place


def on_max(place, x, kernel_size, stride=None, padding=0):
    """Let the largest value of windows in wrong places answer for max_pool2d."""
    return place(largest, x, kernel_size, stride, padding)


def as_max(kind, x, kernel_size, stride=None, padding=0):
    """Let a wrong kind at the right places answer for max_pool2d."""
    return right(kind, x, kernel_size, stride, padding)


def on_mean(place, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Let the mean of windows in wrong places answer for avg_pool2d."""
    kind = mean_counted if count_include_pad else mean_inside
    return place(kind, x, kernel_size, stride, padding)


def on_slice_mean(place, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kind = mean_of_slice if count_include_pad else mean_inside
    return place(kind, x, kernel_size, stride, padding)


def as_mean(kind, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Let a wrong kind at the right places answer for avg_pool2d."""
    return right(kind, x, kernel_size, stride, padding)


def as_counted_mean(kind, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """The same, but only where padding counts; where it does not, the answer is right."""
    kind = kind if count_include_pad else mean_inside
    return right(kind, x, kernel_size, stride, padding)


def on_saved(place, in_shape, kernel_size, stride=None):
    """Let the number of windows in wrong places answer for values_saved."""
    h, w = in_shape[-2:]
    out = place(largest, np.zeros((1, 1, h, w)), kernel_size, stride, 0)
    return 1.0 - out.size / (h * w)


def padding_otherwise(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kind = mean_inside if count_include_pad else mean_counted
    return right(kind, x, kernel_size, stride, padding)


def repeated_border(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    (ph, pw) = two(padding)
    wide = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), mode="edge")
    return right(mean_counted, wide, kernel_size, stride, 0)


def repeated_border_where_counted(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    if count_include_pad:
        return repeated_border(x, kernel_size, stride, padding)
    return right(mean_inside, x, kernel_size, stride, padding)


# ---------------------------------------------------------------- places: the stride


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


# ---------------------------------------------------------------- places: the kernel


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


# ---------------------------------------------------------------- places: the size


def rounded_up(kind, x, kernel_size, stride, padding):
    (sh, sw), (kh, kw) = steps_of(kernel_size, stride), two(kernel_size)
    (ph, pw), (height, width) = two(padding), x.shape[2:]
    rows = sh * np.arange(-((height + 2 * ph - kh) // -sh) + 1)
    columns = sw * np.arange(-((width + 2 * pw - kw) // -sw) + 1)
    return kind(gathered(padded(x, (ph, pw), (ph, pw)), rows, columns, (kh, kw)))


def one_missing(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, stride, padding)[:, :, :-1, :-1].copy()


def one_row_missing(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, stride, padding)[:, :, :-1].copy()


def one_column_missing(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, stride, padding)[..., :-1].copy()


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
    out = right(kind, x, kernel_size, stride, padding)
    return out[..., : out.shape[2]].copy()


def square_output_by_width(kind, x, kernel_size, stride, padding):
    out = right(kind, x, kernel_size, stride, padding)
    return out[..., : out.shape[3], :].copy()


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


# ---------------------------------------------------------------- places: the padding


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


def padding_left_out(kind, x, kernel_size, stride, padding):
    return right(kind, x, kernel_size, stride, 0)


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


# ---------------------------------------------------------------- places: channels and images


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
