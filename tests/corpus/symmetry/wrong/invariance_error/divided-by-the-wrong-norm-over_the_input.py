# divided-by-the-wrong-norm


def invariance_error(phi, g, x):
    return float(np.linalg.norm(phi(g(x)) - phi(x)) / np.linalg.norm(x))
