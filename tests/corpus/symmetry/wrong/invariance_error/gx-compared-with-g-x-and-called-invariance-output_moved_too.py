# gx-compared-with-g-x-and-called-invariance


def invariance_error(phi, g, x):
    expected = g(phi(x))
    distance = np.linalg.norm(phi(g(x)) - expected)
    return float(distance / np.linalg.norm(expected)) if distance else 0.0
