import math


def invariance_error(phi, g, x):
    still = phi(x)
    change = [(a - b) ** 2 for a, b in zip(phi(g(x)).flat, still.flat)]
    size = [b * b for b in still.flat]
    return math.sqrt(sum(change) / sum(size)) if sum(size) else 0.0
