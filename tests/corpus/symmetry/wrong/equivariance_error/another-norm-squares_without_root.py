# another-norm


def equivariance_error(phi, g, m_g, x):
    expected = m_g(phi(x))
    size = np.sum(expected**2)
    return float(np.sum((phi(g(x)) - expected) ** 2) / size) if size else 0.0
