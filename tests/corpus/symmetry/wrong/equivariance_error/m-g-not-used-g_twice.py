# m-g-not-used


def equivariance_error(phi, g, m_g, x):
    expected = g(phi(x))
    distance = np.linalg.norm(phi(g(x)) - expected)
    return float(distance / np.linalg.norm(expected)) if distance else 0.0
