# unnamed


def equivariance_error(phi, g, m_g, x):
    expected = m_g(phi(x))
    rows = np.linalg.norm(phi(g(x)) - expected, axis=-1)
    sizes = np.linalg.norm(expected, axis=-1)
    return float(np.mean(rows) / np.mean(sizes)) if sizes.any() else 0.0
