# divided-by-the-wrong-norm


def equivariance_error(phi, g, m_g, x):
    still = phi(x)
    distance = np.linalg.norm(phi(g(x)) - m_g(still))
    return float(distance / np.linalg.norm(still)) if distance else 0.0
