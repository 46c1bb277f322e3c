# unnamed


def equivariance_error(phi, g, m_g, x):
    expected = phi(x)
    distance = np.linalg.norm(m_g(phi(g(x))) - expected)
    return float(distance / np.linalg.norm(expected)) if distance else 0.0
