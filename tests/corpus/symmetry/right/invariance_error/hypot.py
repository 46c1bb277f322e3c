import math


def invariance_error(phi, g, x):
    still = phi(x)
    size = math.hypot(*still.flat)
    return math.hypot(*(phi(g(x)) - still).flat) / size if size else 0.0
