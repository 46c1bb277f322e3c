# unnamed


def invariance_error(phi, g, x):
    still = phi(x)
    size = np.linalg.norm(still)
    return float(1 - np.linalg.norm(phi(g(x)) - still) / size) if size else 0.0
