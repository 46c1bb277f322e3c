def equivariance_error(phi, g, m_g, x):
    expected = np.ravel(m_g(phi(x)))
    difference = np.ravel(phi(g(x))) - expected
    size = np.linalg.norm(expected)
    if size == 0:
        return 0.0
    return np.linalg.norm(difference) / size
