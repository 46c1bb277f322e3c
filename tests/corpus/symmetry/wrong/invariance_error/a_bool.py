# unnamed


def invariance_error(phi, g, x):
    return not np.allclose(phi(g(x)), phi(x))
