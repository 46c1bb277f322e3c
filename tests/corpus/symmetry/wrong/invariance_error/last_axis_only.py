# unnamed


def invariance_error(phi, g, x):
    still = phi(x)
    change = np.linalg.norm(phi(g(x)) - still, axis=-1)
    size = np.linalg.norm(still, axis=-1)
    return float((change / np.where(size > 0, size, 1)).mean())
