# gx-compared-with-g-x-and-called-invariance


def invariance_error(phi, g, x):
    return float(np.sqrt(((phi(g(x)) - g(phi(x))) ** 2).sum()))
