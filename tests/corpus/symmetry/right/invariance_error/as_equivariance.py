def _equivariance_error(phi, g, m_g, x):
    expected = m_g(phi(x))
    distance = np.linalg.norm(phi(g(x)) - expected)
    return float(distance / np.linalg.norm(expected)) if distance > 0 else 0.0


def invariance_error(phi, g, x):
    return _equivariance_error(phi, g, lambda y: y, x)
