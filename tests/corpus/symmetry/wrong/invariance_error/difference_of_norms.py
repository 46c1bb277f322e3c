# unnamed


def invariance_error(phi, g, x):
    still = np.linalg.norm(phi(x))
    return float(abs(np.linalg.norm(phi(g(x))) - still) / still) if still else 0.0
