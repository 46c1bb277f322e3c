"""Wrong error_by_border_distance."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.phrases import Ways


def distances(error):
    rows, columns = (np.minimum(np.arange(n), np.arange(n)[::-1]) for n in error.shape)
    return np.minimum.outer(rows, columns)


def count_of(error):
    return (min(error.shape) + 1) // 2


def total(values):
    return values.sum()


def largest(values):
    return values.max()


def averaged(error, far, count, average=np.mean):
    return np.array([average(np.abs(error)[far == d]) for d in range(count)])


def rings(error, average=np.mean):
    return averaged(error, distances(error), count_of(error), average)


# ---------------------------------------------------------------- several distances in one entry


def from_here_inwards(far, d):
    """What is left when d pixels are cut off all round."""
    return far >= d


def from_here_outwards(far, d):
    return far <= d


def with_the_outermost(far, d):
    return (far == d) | (far == 0)


def with_the_next_outer(far, d):
    return (far == d) | (far == d - 1)


def with_the_next_inner(far, d):
    return (far == d) | (far == d + 1)


def outer_two_mixed(far, d):
    return np.maximum(far - 1, 0) == max(d - 1, 0)


def strictly_inside(far, d):
    """What lies further in; for the innermost ring nothing is left."""
    return far > d if (far > d).any() else far >= d


def mixed(error, choose=from_here_inwards, average=np.mean):
    far, magnitude = distances(error), np.abs(error)
    return np.array([average(magnitude[choose(far, d)]) for d in range(count_of(error))])


def without_the_outermost(error):
    return rings(error)[1:]


def all_in_the_first(error):
    """Entry 0 is the mean over the whole image."""
    out = rings(error)
    out[0] = np.abs(error).mean()
    return out


MIXED: Ways = (
    *(
        partial(mixed, choose=choose)
        for choose in (
            from_here_inwards,
            from_here_outwards,
            with_the_outermost,
            with_the_next_outer,
            with_the_next_inner,
            outer_two_mixed,
            strictly_inside,
        )
    ),
    without_the_outermost,
    all_in_the_first,
)

# ---------------------------------------------------------------- the mean


def divided_by_all(error):
    return rings(error, total) / error.size


NOT_DIVIDED: Ways = (
    partial(rings, average=total),
    divided_by_all,
    partial(mixed, choose=from_here_outwards, average=total),
    partial(mixed, choose=from_here_inwards, average=total),
)


def signed(error, average=np.mean):
    far = distances(error)
    return np.array([average(error[far == d]) for d in range(count_of(error))])


def signed_then_positive(error):
    return np.abs(signed(error))


SIGNED: Ways = (signed, signed_then_positive)

# ---------------------------------------------------------------- the distance


def to_top_left(error, cut=False):
    far = np.minimum.outer(*map(np.arange, error.shape))
    return averaged(error, far, count_of(error) if cut else min(error.shape))


def to_bottom_right(error, cut=False):
    return to_top_left(error[::-1, ::-1], cut)


def to_top_and_bottom(error, cut=False):
    height, width = error.shape
    rows = np.minimum(np.arange(height), np.arange(height)[::-1])
    far = np.repeat(rows[:, None], width, axis=1)
    return averaged(error, far, count_of(error) if cut else (height + 1) // 2)


def to_left_and_right(error, cut=False):
    return to_top_and_bottom(error.T, cut)


def to_top(error, cut=False):
    means = np.abs(error).mean(axis=1)
    return means[: count_of(error)] if cut else means


def to_left(error, cut=False):
    return to_top(error.T, cut)


SOME_BORDERS: Ways = tuple(
    partial(way, cut=cut)
    for way in (
        to_top_left,
        to_bottom_right,
        to_top_and_bottom,
        to_left_and_right,
        to_top,
        to_left,
    )
    for cut in (False, True)
)


def by_sides(error, by_means=False):
    """The mean over the four sides of a ring, in which every corner counts for two sides."""
    magnitude = np.abs(error)
    out = []
    for d in range(count_of(error)):
        ring = magnitude[d : len(error) - d, d : error.shape[1] - d]
        sides = (ring[0], ring[-1], ring[:, 0], ring[:, -1])
        out.append(np.mean([s.mean() for s in sides]) if by_means else np.concatenate(sides).mean())
    return np.array(out)


CORNERS_TWICE: Ways = (by_sides, partial(by_sides, by_means=True))


def spoils_input(error):
    error[...] = np.abs(error)
    return rings(error)
