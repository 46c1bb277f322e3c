# unnamed


def equivariance_error(phi, g, m_g, x):
    expected = m_g(phi(x))
    distance = np.linalg.norm(phi(g(x)) - expected)
    return np.array(distance / np.linalg.norm(expected) if distance else 0.0)
