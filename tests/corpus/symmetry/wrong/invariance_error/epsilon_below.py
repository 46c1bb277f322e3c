# unnamed


def invariance_error(phi, g, x):
    still = phi(x)
    return float(np.linalg.norm(phi(g(x)) - still) / (np.linalg.norm(still) + 1e-7))
