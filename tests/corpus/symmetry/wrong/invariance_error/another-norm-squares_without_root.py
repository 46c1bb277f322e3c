# another-norm


def invariance_error(phi, g, x):
    still = phi(x)
    size = (still**2).sum()
    return float(((phi(g(x)) - still) ** 2).sum() / size) if size else 0.0
