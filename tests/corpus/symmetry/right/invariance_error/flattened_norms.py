def invariance_error(phi, g, x):
    still = np.ravel(phi(x))
    if not still.any():
        return 0.0
    return float(np.linalg.norm(np.ravel(phi(g(x))) - still) / np.linalg.norm(still))
