# another-norm


def equivariance_error(phi, g, m_g, x):
    expected = m_g(phi(x))
    size = np.abs(expected).sum()
    return float(np.abs(phi(g(x)) - expected).sum() / size) if size else 0.0
