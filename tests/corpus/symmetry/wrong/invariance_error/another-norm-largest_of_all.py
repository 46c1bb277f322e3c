# another-norm


def invariance_error(phi, g, x):
    still = phi(x)
    size = np.abs(still).max()
    return float(np.abs(phi(g(x)) - still).max() / size) if size else 0.0
