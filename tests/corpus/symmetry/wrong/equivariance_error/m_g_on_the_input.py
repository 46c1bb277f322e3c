# unnamed


def equivariance_error(phi, g, m_g, x):
    expected = phi(m_g(x))
    distance = np.linalg.norm(phi(g(x)) - expected)
    return float(distance / np.linalg.norm(expected)) if distance else 0.0
