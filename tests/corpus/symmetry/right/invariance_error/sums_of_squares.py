def invariance_error(phi, g, x):
    still, moved = phi(x), phi(g(x))
    top = np.sqrt(np.sum((moved - still) ** 2))
    return float(top / np.sqrt(np.sum(still**2))) if top else 0.0
