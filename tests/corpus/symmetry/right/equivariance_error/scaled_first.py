def equivariance_error(phi, g, m_g, x):
    got, expected = phi(g(x)), m_g(phi(x))
    scale = np.linalg.norm(expected)
    if not scale:
        return float(0)
    return float(np.linalg.norm(got / scale - expected / scale))
