def equivariance_error(phi, g, m_g, x):
    expected = m_g(phi(x))
    distance = np.linalg.norm(phi(g(x)) - expected)
    out = np.zeros(1)
    np.divide(distance, np.linalg.norm(expected), out=out, where=distance > 0)
    return float(out[0])
