# error-not-normalised


def equivariance_error(phi, g, m_g, x):
    return float(np.sqrt(np.sum((phi(g(x)) - m_g(phi(x))) ** 2)))
