# error-not-normalised


def equivariance_error(phi, g, m_g, x):
    return float(np.max(np.abs(phi(g(x)) - m_g(phi(x)))))
