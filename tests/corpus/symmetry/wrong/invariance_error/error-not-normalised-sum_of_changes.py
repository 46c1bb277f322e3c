# error-not-normalised


def invariance_error(phi, g, x):
    return float(np.sum(np.abs(phi(g(x)) - phi(x))))
