# gx-compared-with-x-and-called-equivariance


def equivariance_error(phi, g, m_g, x):
    return float(np.linalg.norm(phi(g(x)) - phi(x)))
