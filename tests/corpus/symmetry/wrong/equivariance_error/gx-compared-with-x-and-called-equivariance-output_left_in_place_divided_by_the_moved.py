# gx-compared-with-x-and-called-equivariance


def equivariance_error(phi, g, m_g, x):
    distance = np.linalg.norm(phi(g(x)) - phi(x))
    size = np.linalg.norm(m_g(phi(x)))
    return float(distance / size) if size else 0.0
