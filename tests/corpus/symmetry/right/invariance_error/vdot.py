def invariance_error(phi, g, x):
    still = np.asarray(phi(x), float).reshape(-1)
    change = np.asarray(phi(g(x)), float).reshape(-1) - still
    size = still @ still
    return float(np.sqrt(change @ change / size)) if size else 0.0
