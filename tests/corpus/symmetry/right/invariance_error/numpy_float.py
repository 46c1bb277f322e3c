def invariance_error(phi, g, x):
    still = phi(x)
    size = np.linalg.norm(still)
    return np.linalg.norm(phi(g(x)) - still) / size if size > 0 else np.float64(0)
