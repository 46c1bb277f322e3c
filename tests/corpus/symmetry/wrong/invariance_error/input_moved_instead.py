# unnamed


def invariance_error(phi, g, x):
    still = phi(x)
    change = np.linalg.norm(g(still) - still)
    return float(change / np.linalg.norm(still)) if change else 0.0
