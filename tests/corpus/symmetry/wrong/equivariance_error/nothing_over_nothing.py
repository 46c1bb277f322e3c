# unnamed


def equivariance_error(phi, g, m_g, x):
    expected = m_g(phi(x))
    with np.errstate(invalid="ignore"):
        return float(np.linalg.norm(phi(g(x)) - expected) / np.linalg.norm(expected))
