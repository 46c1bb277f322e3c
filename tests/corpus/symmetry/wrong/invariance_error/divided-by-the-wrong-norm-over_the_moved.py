# divided-by-the-wrong-norm


def invariance_error(phi, g, x):
    moved = phi(g(x))
    size = np.linalg.norm(moved)
    return float(np.linalg.norm(moved - phi(x)) / size) if size else 0.0
