def equivariance_error(phi, g, m_g, x):
    expected = np.asarray(m_g(phi(x)), dtype=float)
    d = np.asarray(phi(g(x)), dtype=float) - expected
    reference = np.vdot(expected, expected)
    return float((np.vdot(d, d) / reference) ** 0.5) if reference else 0.0
