# unnamed


def invariance_error(phi, g, x):
    still = phi(x)
    with np.errstate(invalid="ignore"):
        return float(np.linalg.norm(phi(g(x)) - still) / np.linalg.norm(still))
