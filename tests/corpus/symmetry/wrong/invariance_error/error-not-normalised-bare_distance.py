# error-not-normalised


def invariance_error(phi, g, x):
    return float(np.linalg.norm(np.ravel(phi(g(x)) - phi(x))))
