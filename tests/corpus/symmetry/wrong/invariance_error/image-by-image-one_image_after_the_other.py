# image-by-image


def invariance_error(phi, g, x):
    moved = np.concatenate([phi(g(x[k : k + 1])) for k in range(len(x))])
    still = np.concatenate([phi(x[k : k + 1]) for k in range(len(x))])
    size = np.linalg.norm(still)
    return float(np.linalg.norm(moved - still) / size) if size else 0.0
