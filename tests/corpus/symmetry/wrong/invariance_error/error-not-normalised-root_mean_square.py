# error-not-normalised


def invariance_error(phi, g, x):
    return float(np.sqrt(np.mean((phi(g(x)) - phi(x)) ** 2)))
