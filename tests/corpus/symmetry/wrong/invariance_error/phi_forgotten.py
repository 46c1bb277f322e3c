# unnamed


def invariance_error(phi, g, x):
    return float(np.linalg.norm(g(x) - x) / np.linalg.norm(x))
