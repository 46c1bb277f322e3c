def equivariance_error(phi, g, m_g, x):
    expected = m_g(phi(x)).reshape(-1)
    difference = phi(g(x)).reshape(-1) - expected
    top, bottom = np.einsum("i,i", difference, difference), np.einsum("i,i", expected, expected)
    return 0.0 if bottom == 0 else float(np.sqrt(top / bottom))
