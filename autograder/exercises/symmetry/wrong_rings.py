"""Wrong answers to error_by_border_distance, each as a learner might compute it."""

from __future__ import annotations

import numpy as np


def distances(error):
    rows, columns = (np.minimum(np.arange(n), np.arange(n)[::-1]) for n in error.shape)
    return np.minimum.outer(rows, columns)


def count_of(error):
    return (min(error.shape) + 1) // 2


def mean_where(error, choose, average=np.mean):
    """For each distance d, the average over the pixels that `choose(distance, d)` marks."""
    far, magnitudes = distances(error), np.abs(error)
    return np.array([average(magnitudes[choose(far, d)]) for d in range(count_of(error))])


def rings_inwards(error):
    """The mean over all pixels at least so far away: what is left after cropping."""
    return mean_where(error, lambda far, d: far >= d)


def rings_outwards(error):
    return mean_where(error, lambda far, d: far <= d)


def rings_with_outermost(error):
    return mean_where(error, lambda far, d: (far == d) | (far == 0))


def rings_with_next_outer(error):
    return mean_where(error, lambda far, d: (far == d) | (far == d - 1))


def rings_with_next_inner(error):
    return mean_where(error, lambda far, d: (far == d) | (far == d + 1))


def rings_outer_two_mixed(error):
    return mean_where(error, lambda far, d: np.maximum(far - 1, 0) == max(d - 1, 0))


def rings_beyond(error):
    """Only what lies strictly further in; for the innermost ring nothing is left."""
    return mean_where(error, lambda far, d: far > d if (far > d).any() else far >= d)


def rings_outwards_summed(error):
    return mean_where(error, lambda far, d: far <= d, np.sum)


def rings_summed(error):
    return mean_where(error, lambda far, d: far == d, np.sum)


def rings_over_all(error):
    return rings_summed(error) / error.size


def rings_largest(error):
    return mean_where(error, lambda far, d: far == d, np.max)


def rings_signed(error):
    far = distances(error)
    return np.array([error[far == d].mean() for d in range(count_of(error))])


def rings_signed_then_positive(error):
    return np.abs(rings_signed(error))


def rings_of_squares(error):
    far = distances(error)
    return np.array([np.mean(error[far == d] ** 2) for d in range(count_of(error))])


def rings_root_mean_square(error):
    return np.sqrt(rings_of_squares(error))


def rings_from_centre(error):
    return mean_where(error, lambda far, d: far == d)[::-1].copy()


def by_distance(error, far, count):
    magnitudes = np.abs(error)
    return np.array([magnitudes[far == d].mean() for d in range(count)])


def border_top_left(error):
    far = np.minimum.outer(*map(np.arange, error.shape))
    return by_distance(error, far, min(error.shape))


def border_top_left_cut(error):
    far = np.minimum.outer(*map(np.arange, error.shape))
    return by_distance(error, far, count_of(error))


def border_of_rows(error):
    height = len(error)
    rows = np.minimum(np.arange(height), np.arange(height)[::-1])
    return by_distance(error, np.repeat(rows[:, None], error.shape[1], 1), (height + 1) // 2)


def border_of_rows_cut(error):
    return border_of_rows(error)[: count_of(error)]


def border_of_columns(error):
    return border_of_rows(error.T)


def border_of_columns_cut(error):
    return border_of_columns(error)[: count_of(error)]


def border_top(error):
    return np.abs(error).mean(axis=1)


def border_left(error):
    return np.abs(error).mean(axis=0)


def border_top_cut(error):
    return border_top(error)[: count_of(error)]


def border_left_cut(error):
    return border_left(error)[: count_of(error)]


def corners_twice(error):
    """The mean over the four sides of a ring, in which every corner counts for two sides."""
    magnitudes = np.abs(error)
    out = []
    for d in range(count_of(error)):
        ring = magnitudes[d : len(error) - d, d : error.shape[1] - d]
        sides = (ring[0], ring[-1], ring[:, 0], ring[:, -1])
        out.append(np.concatenate(sides).mean())
    return np.array(out)


def corners_twice_by_sides(error):
    magnitudes = np.abs(error)
    out = []
    for d in range(count_of(error)):
        ring = magnitudes[d : len(error) - d, d : error.shape[1] - d]
        out.append(
            np.mean([ring[0].mean(), ring[-1].mean(), ring[:, 0].mean(), ring[:, -1].mean()])
        )
    return np.array(out)


def innermost_missing(error):
    return mean_where(error, lambda far, d: far == d)[: min(error.shape) // 2]


def innermost_dropped(error):
    return mean_where(error, lambda far, d: far == d)[:-1]


def innermost_too_many(error):
    right = mean_where(error, lambda far, d: far == d)
    empty = np.full(min(error.shape) // 2 + 1 - len(right), np.nan)
    return np.concatenate([right, empty])


def innermost_as_zero(error):
    right = mean_where(error, lambda far, d: far == d)
    return np.concatenate([right, np.zeros(min(error.shape) // 2 + 1 - len(right))])


def rings_spoil_input(error):
    error[...] = np.abs(error)
    return mean_where(error, lambda far, d: far == d)
