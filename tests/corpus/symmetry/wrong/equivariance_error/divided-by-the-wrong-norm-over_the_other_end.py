# divided-by-the-wrong-norm


def equivariance_error(phi, g, m_g, x):
    moved = phi(g(x))
    size = np.linalg.norm(moved)
    return float(np.linalg.norm(moved - m_g(phi(x))) / size) if size else 0.0
