"""Wrong kinds of pooling, and the answers that are put together from a kind and a place.

A kind gets windows in which NaN stands for padding and +inf for what lies beyond the map.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises.pooling.wrong.base import right, two

# ---------------------------------------------------------------- a value for every window


def filled(w, padding, beyond):
    """The windows with numbers for the padding (NaN) and for what lies beyond the map (+inf)."""
    return np.where(np.isnan(w), padding, np.where(w == np.inf, beyond, w))


def where_there_is_any(w, values):
    """NaN, which says nothing, for windows that lie beyond the map altogether."""
    return np.where((w == np.inf).all((-2, -1)), np.nan, values)


def total(w):
    return filled(w, 0.0, 0.0).sum((-2, -1))


def area(w):
    return w.shape[-2] * w.shape[-1]


def largest(w):
    return where_there_is_any(w, filled(w, -np.inf, -np.inf).max((-2, -1)))


def largest_of_slices(w):
    """`window.max()`, which raises where a slice is empty."""
    if (w == np.inf).all((-2, -1)).any():
        raise ValueError("a window is empty")
    return largest(w)


def mean_counted(w):
    return total(w) / area(w)


def mean_inside(w):
    return total(w) / np.isfinite(w).sum((-2, -1))


def mean_of_slice(w):
    """`window.mean()`: padding counts, what a slice leaves out does not."""
    return total(w) / (w != np.inf).sum((-2, -1))


def largest_with_zeros(w):
    return where_there_is_any(w, filled(w, 0.0, -np.inf).max((-2, -1)))


def mean_with_infinite_padding(w):
    return filled(w, -np.inf, 0.0).sum((-2, -1)) / area(w)


def sum_with_infinite_padding(w):
    return filled(w, -np.inf, 0.0).sum((-2, -1))


def clamped(w):
    return np.maximum(largest(w), 0.0)


def smallest(w):
    return where_there_is_any(w, filled(w, np.inf, np.inf).min((-2, -1)))


def smallest_with_zeros(w):
    return where_there_is_any(w, filled(w, 0.0, np.inf).min((-2, -1)))


def smallest_with_infinite_padding(w):
    return where_there_is_any(w, filled(w, -np.inf, np.inf).min((-2, -1)))


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
    return where_there_is_any(w, filled(w, -np.inf, -np.inf)[..., -1, :].max(-1))


def last_share_of_inside(w):
    return last_or_zero(w) / np.isfinite(w).sum((-2, -1))


def per_height_squared(w):
    return total(w) / w.shape[-2] ** 2


def per_width_squared(w):
    return total(w) / w.shape[-1] ** 2


# ---------------------------------------------------------------- answers: a kind at a place


def on_max(place, x, kernel_size, stride=None, padding=0):
    """Let the largest value of windows in wrong places answer for max_pool2d."""
    return place(largest, x, kernel_size, stride, padding)


def on_slices_max(place, x, kernel_size, stride=None, padding=0):
    return place(largest_of_slices, x, kernel_size, stride, padding)


def as_max(kind, x, kernel_size, stride=None, padding=0):
    """Let a wrong kind at the right places answer for max_pool2d."""
    return right(kind, x, kernel_size, stride, padding)


def on_mean(place, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Let the mean of windows in wrong places answer for avg_pool2d."""
    kind = mean_counted if count_include_pad else mean_inside
    return place(kind, x, kernel_size, stride, padding)


def on_slices_mean(place, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kind = mean_of_slice if count_include_pad else mean_inside
    return place(kind, x, kernel_size, stride, padding)


def as_mean(kind, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Let a wrong kind at the right places answer for avg_pool2d."""
    return right(kind, x, kernel_size, stride, padding)


def as_counted_mean(kind, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """The same, but only where padding counts; where it does not, the answer is right."""
    kind = kind if count_include_pad else mean_inside
    return right(kind, x, kernel_size, stride, padding)


def last_of_the_sum(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """A sum that assigns instead of adding, divided as it should be."""
    kind = last_share if count_include_pad else last_share_of_inside
    return right(kind, x, kernel_size, stride, padding)


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
