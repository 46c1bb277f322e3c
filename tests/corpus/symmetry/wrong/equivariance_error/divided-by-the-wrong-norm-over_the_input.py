# divided-by-the-wrong-norm


def equivariance_error(phi, g, m_g, x):
    return float(np.linalg.norm(phi(g(x)) - m_g(phi(x))) / np.linalg.norm(x))
