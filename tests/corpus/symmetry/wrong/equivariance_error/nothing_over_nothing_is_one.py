# unnamed


def equivariance_error(phi, g, m_g, x):
    expected = m_g(phi(x))
    size = np.linalg.norm(expected)
    return float(np.linalg.norm(phi(g(x)) - expected) / size) if size else 1.0
