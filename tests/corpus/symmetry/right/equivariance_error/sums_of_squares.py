def equivariance_error(phi, g, m_g, x):
    one, other = phi(g(x)), m_g(phi(x))
    top = np.sqrt(((one - other) ** 2).sum())
    bottom = np.sqrt((other**2).sum())
    if top == 0 and bottom == 0:
        return 0.0
    return float(top / bottom)
