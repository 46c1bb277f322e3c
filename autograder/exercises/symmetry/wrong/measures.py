"""Wrong equivariance_error, invariance_error and group_average.

An error has two choices in it: which two outputs are compared, and what the distance is divided
by. `equivariance` and `invariance` put one of the first kind and one of the second together.
"""

from __future__ import annotations

import itertools
from functools import partial

import numpy as np

from autograder.exercises.phrases import Ways

# ---------------------------------------------------------------- what is compared
# (got, expected, other): the distance of the first two is measured; `other` could be divided by.


def both_paths(phi, g, m_g, x):
    return phi(g(x)), m_g(phi(x)), phi(x)


def without_m_g(phi, g, m_g, x):
    return phi(g(x)), phi(x), m_g(phi(x))


def with_g_for_m_g(phi, g, m_g, x):
    return phi(g(x)), g(phi(x)), phi(x)


def flattened(sides, *maps_and_x):
    """Compare flattened arrays, so that another shape of the same size does no harm."""
    return tuple(np.ravel(side) for side in sides(*maps_and_x))


def kept(phi, g, x):
    return phi(g(x)), phi(x), x


def moved_as_well(phi, g, x):
    return phi(g(x)), g(phi(x)), phi(x)


def moved_back(phi, g, x):
    return g(phi(g(x))), phi(x), phi(g(x))


# ---------------------------------------------------------------- what the distance is divided by
# (got, expected, other, x) to numerator and denominator.


def size(a):
    return float(np.sqrt(np.sum(np.square(a))))


def by_expected(got, expected, other, x):
    return size(got - expected), size(expected)


def by_got(got, expected, other, x):
    return size(got - expected), size(got)


def by_other(got, expected, other, x):
    return size(got - expected), size(other)


def by_input(got, expected, other, x):
    return size(got - expected), size(x)


def by_sum(got, expected, other, x):
    return size(got - expected), size(got) + size(expected)


def by_mean(got, expected, other, x):
    return size(got - expected), (size(got) + size(expected)) / 2


def by_larger(got, expected, other, x):
    return size(got - expected), max(size(got), size(expected))


def by_nothing(got, expected, other, x):
    return size(got - expected), 1.0


def by_count(got, expected, other, x):
    return size(got - expected), float(np.size(expected))


def by_pixels(got, expected, other, x):
    return size(got - expected), float(np.size(x))


def by_root_of_pixels(got, expected, other, x):
    return size(got - expected), float(np.size(x)) ** 0.5


def by_images(got, expected, other, x):
    return size(got - expected), float(len(expected))


def squares(got, expected, other, x):
    return size(got - expected) ** 2, 1.0


def mean_square(got, expected, other, x):
    return float(np.mean((got - expected) ** 2)), 1.0


def root_mean_square(got, expected, other, x):
    return float(np.mean((got - expected) ** 2)) ** 0.5, 1.0


def sum_of_magnitudes(got, expected, other, x):
    return float(np.abs(got - expected).sum()), 1.0


def mean_magnitude(got, expected, other, x):
    return float(np.abs(got - expected).mean()), 1.0


def largest_magnitude(got, expected, other, x):
    return float(np.abs(got - expected).max()), 1.0


def sums_of_magnitudes(got, expected, other, x):
    return float(np.abs(got - expected).sum()), float(np.abs(expected).sum())


def largest_magnitudes(got, expected, other, x):
    return float(np.abs(got - expected).max()), float(np.abs(expected).max())


def without_root(got, expected, other, x):
    return size(got - expected) ** 2, size(expected) ** 2


def image_by_image(got, expected, other, x):
    distances = [size(a - b) / size(b) for a, b in zip(got, expected, strict=True)]
    return float(np.mean(distances)), 1.0


def matrix_norms(got, expected, other, x):
    return float(np.linalg.norm(got - expected, 2)), float(np.linalg.norm(expected, 2))


# ---------------------------------------------------------------- equivariance and invariance


def quotient(top, bottom):
    return top / bottom if bottom else 0.0


def unguarded(top, bottom):
    """Without a thought of 0/0, which gives NaN."""
    return top / bottom if bottom else float("nan")


def equivariance(sides, measure, divide, phi, g, m_g, x):
    return divide(*measure(*sides(phi, g, m_g, x), x))


def invariance(sides, measure, divide, phi, g, x):
    return divide(*measure(*sides(phi, g, x), x))


def ways(error, sides, measures, flat=False):
    """Every comparison with every measure, with 0/0 in mind and without, perhaps flattened too."""
    compared = [*sides, *(partial(flattened, one) for one in sides if flat)]
    chosen = itertools.product(compared, measures, (quotient, unguarded))
    return tuple(partial(error, *choice) for choice in chosen)


RELATIVE: Ways = (by_expected, by_got, by_other, by_mean, by_larger)
BARE: Ways = (
    by_nothing,
    by_count,
    by_pixels,
    by_root_of_pixels,
    by_images,
    squares,
    mean_square,
    root_mean_square,
    sum_of_magnitudes,
    mean_magnitude,
    largest_magnitude,
)
WRONG_NORMS: Ways = (by_got, by_other, by_input, by_sum, by_mean, by_larger)
OTHER_NORMS: Ways = (
    sums_of_magnitudes,
    largest_magnitudes,
    without_root,
    image_by_image,
    matrix_norms,
)

CALLED_EQUIVARIANCE = ways(equivariance, (without_m_g,), RELATIVE + BARE + OTHER_NORMS, flat=True)
G_FOR_M_G = ways(equivariance, (with_g_for_m_g,), RELATIVE, flat=True)
CALLED_INVARIANCE = ways(invariance, (moved_as_well, moved_back), RELATIVE + BARE, flat=True)


def one_by_one(compare, *maps, x, keeps_axis=True):
    """Give the maps one image at a time, and put their answers together."""
    images = [x[n : n + 1] for n in range(len(x))] if keeps_axis else list(x)
    sides = zip(*(compare(*maps, image) for image in images), strict=True)
    put = np.concatenate if keeps_axis else np.stack
    got, expected, other = (put(side) for side in sides)
    return quotient(*by_expected(got, expected, other, x))


def equivariance_one_by_one(phi, g, m_g, x, keeps_axis=True):
    return one_by_one(both_paths, phi, g, m_g, x=x, keeps_axis=keeps_axis)


def invariance_one_by_one(phi, g, x, keeps_axis=True):
    return one_by_one(kept_alone, phi, g, x=x, keeps_axis=keeps_axis)


def kept_alone(phi, g, x):
    return phi(g(x)), phi(x), phi(x)


EQUIVARIANCE_ONE_BY_ONE: Ways = (
    equivariance_one_by_one,
    partial(equivariance_one_by_one, keeps_axis=False),
)
INVARIANCE_ONE_BY_ONE: Ways = (
    invariance_one_by_one,
    partial(invariance_one_by_one, keeps_axis=False),
)


def equivariance_spoils_input(phi, g, m_g, x):
    error = equivariance(both_paths, by_expected, quotient, phi, g, m_g, x)
    x += 1
    return error


def invariance_spoils_input(phi, g, x):
    error = invariance(kept, by_expected, quotient, phi, g, x)
    x += 1
    return error


# ---------------------------------------------------------------- group_average


def results(phi, actions, x):
    return [phi(g(x)) for g in actions]


def average_of_inputs(phi, actions, x):
    return phi(np.mean([g(x) for g in actions], axis=0))


def average_of_moved_outputs(phi, actions, x):
    return np.mean([g(phi(x)) for g in actions], axis=0)


def average_summed(phi, actions, x):
    return np.sum(results(phi, actions, x), axis=0)


def average_maximum(phi, actions, x):
    return np.max(results(phi, actions, x), axis=0)


def average_one(phi, actions, x, which=-1, divided=False):
    """The result of one element alone, which has overwritten the others."""
    return results(phi, actions, x)[which] / (len(actions) if divided else 1)


ONE_LEFT: Ways = (
    average_one,
    partial(average_one, which=0),
    partial(average_one, divided=True),
    partial(average_one, which=0, divided=True),
)


def average_one_by_one(phi, actions, x, keeps_axis=True):
    """φ is given one image at a time."""
    images = [x[n : n + 1] for n in range(len(x))] if keeps_axis else list(x)
    put = np.concatenate if keeps_axis else np.stack
    return np.mean([put([phi(g(image)) for image in images]) for g in actions], axis=0)


AVERAGE_ONE_BY_ONE: Ways = (average_one_by_one, partial(average_one_by_one, keeps_axis=False))


def average_spoils_input(phi, actions, x):
    out = np.mean(results(phi, actions, x), axis=0)
    x += 1
    return out
