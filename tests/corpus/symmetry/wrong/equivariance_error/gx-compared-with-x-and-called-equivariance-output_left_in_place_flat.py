# gx-compared-with-x-and-called-equivariance


def equivariance_error(phi, g, m_g, x):
    a, b = phi(g(x)).flatten(), phi(x).flatten()
    return float(np.sqrt(sum((a - b) ** 2)) / np.sqrt(sum(b**2))) if b.any() else 0.0
