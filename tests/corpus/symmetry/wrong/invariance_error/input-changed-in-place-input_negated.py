# input-changed-in-place


def invariance_error(phi, g, x):
    still = phi(x)
    change = np.linalg.norm(phi(g(x)) - still)
    np.negative(x, out=x)
    return float(change / np.linalg.norm(still)) if change else 0.0
