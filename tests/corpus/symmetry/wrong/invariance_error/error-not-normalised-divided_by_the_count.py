# error-not-normalised


def invariance_error(phi, g, x):
    still = phi(x)
    return float(np.linalg.norm(phi(g(x)) - still) / still.size)
