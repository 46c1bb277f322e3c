"""Wrong answers to the two errors and to group_average, each as a learner might compute it.

An error has two choices in it: which two outputs are compared, and what the distance is divided
by. `equivariance` and `invariance` put one of the first kind and one of the second together.
"""

from __future__ import annotations

import numpy as np

# ---------------------------------------------------------------- what is compared
# (got, expected, other): the distance of the first two is measured; `other` could be divided by.


def both_paths(phi, g, m_g, x):
    return phi(g(x)), m_g(phi(x)), phi(x)


def without_m_g(phi, g, m_g, x):
    return phi(g(x)), phi(x), m_g(phi(x))


def with_g_for_m_g(phi, g, m_g, x):
    return phi(g(x)), g(phi(x)), phi(x)


def with_m_g_on_input(phi, g, m_g, x):
    return phi(g(x)), phi(m_g(x)), phi(x)


def with_m_g_on_moved(phi, g, m_g, x):
    return m_g(phi(g(x))), phi(x), phi(g(x))


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


def equivariance_image_by_image(phi, g, m_g, x):
    """φ is given one image at a time."""
    got = np.concatenate([phi(g(x[n : n + 1])) for n in range(len(x))])
    expected = np.concatenate([m_g(phi(x[n : n + 1])) for n in range(len(x))])
    return quotient(size(got - expected), size(expected))


def invariance_image_by_image(phi, g, x):
    got = np.concatenate([phi(g(x[n : n + 1])) for n in range(len(x))])
    expected = np.concatenate([phi(x[n : n + 1]) for n in range(len(x))])
    return quotient(size(got - expected), size(expected))


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


def average_by_one_more(phi, actions, x):
    return np.sum(results(phi, actions, x), axis=0) / (len(actions) + 1)


def average_with_still(phi, actions, x):
    return np.mean([phi(x), *results(phi, actions, x)], axis=0)


def average_plus_still(phi, actions, x):
    return np.sum([phi(x), *results(phi, actions, x)], axis=0) / len(actions)


def average_without_first(phi, actions, x):
    return np.mean(results(phi, actions[1:], x), axis=0)


def average_without_last(phi, actions, x):
    return np.mean(results(phi, actions[:-1], x), axis=0)


def average_without_first_over_all(phi, actions, x):
    return np.sum(results(phi, actions[1:], x), axis=0) / len(actions)


def average_maximum(phi, actions, x):
    return np.max(results(phi, actions, x), axis=0)


def average_last_only(phi, actions, x):
    return results(phi, actions, x)[-1]


def average_first_only(phi, actions, x):
    return results(phi, actions, x)[0]


def average_last_divided(phi, actions, x):
    return results(phi, actions, x)[-1] / len(actions)


def average_piled_up(phi, actions, x):
    """Each element acts on what the one before has left."""
    out = []
    for g in actions:
        x = g(x)
        out.append(phi(x))
    return np.mean(out, axis=0)


def average_to_number(phi, actions, x):
    return float(np.mean(results(phi, actions, x)))


def average_over_batch(phi, actions, x):
    return np.mean(results(phi, actions, x), axis=1)


def average_over_both(phi, actions, x):
    return np.mean(results(phi, actions, x), axis=(0, 1))


def average_image_by_image(phi, actions, x):
    """φ is given one image at a time."""
    parts = [np.concatenate([phi(g(x[n : n + 1])) for n in range(len(x))]) for g in actions]
    return np.mean(parts, axis=0)


def average_spoils_input(phi, actions, x):
    out = np.mean(results(phi, actions, x), axis=0)
    x += 1
    return out
