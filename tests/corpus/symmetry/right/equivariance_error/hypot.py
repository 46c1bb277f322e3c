import math


def equivariance_error(phi, g, m_g, x):
    there = m_g(phi(x))
    size = math.hypot(*there.ravel())
    distance = math.hypot(*(phi(g(x)) - there).ravel())
    return distance / size if distance else 0.0
