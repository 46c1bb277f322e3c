# image-by-image


def equivariance_error(phi, g, m_g, x):
    got = np.concatenate([phi(g(image[None])) for image in x])
    expected = np.concatenate([m_g(phi(image[None])) for image in x])
    size = np.linalg.norm(expected)
    return float(np.linalg.norm(got - expected) / size) if size else 0.0
