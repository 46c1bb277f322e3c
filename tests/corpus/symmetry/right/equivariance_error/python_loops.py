import math


def equivariance_error(phi, g, m_g, x):
    top = bottom = 0.0
    expected = m_g(phi(x))
    for a, b in zip(phi(g(x)).flat, expected.flat):
        top += (a - b) ** 2
        bottom += b**2
    return math.sqrt(top / bottom) if bottom > 0 else 0.0
