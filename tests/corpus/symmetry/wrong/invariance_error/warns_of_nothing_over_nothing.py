# unnamed


def invariance_error(phi, g, x):
    still = phi(x)
    error = np.linalg.norm(phi(g(x)) - still) / np.linalg.norm(still)
    return 0.0 if np.isnan(error) else float(error)
