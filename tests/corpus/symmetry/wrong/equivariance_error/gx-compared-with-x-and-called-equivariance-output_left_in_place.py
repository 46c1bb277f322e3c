# gx-compared-with-x-and-called-equivariance


def equivariance_error(phi, g, m_g, x):
    still = phi(x)
    distance = np.linalg.norm(phi(g(x)) - still)
    return float(distance / np.linalg.norm(still)) if distance else 0.0
