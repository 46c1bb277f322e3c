# divided-by-the-wrong-norm


def invariance_error(phi, g, x):
    moved, still = phi(g(x)), phi(x)
    size = np.linalg.norm(moved) + np.linalg.norm(still)
    return float(np.linalg.norm(moved - still) / size) if size else 0.0
