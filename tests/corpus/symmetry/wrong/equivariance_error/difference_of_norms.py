# unnamed


def equivariance_error(phi, g, m_g, x):
    a, b = np.linalg.norm(phi(g(x))), np.linalg.norm(m_g(phi(x)))
    return float(abs(a - b) / b) if b else 0.0
