def invariance_error(phi, g, x):
    still = phi(x)
    change, size = np.linalg.norm(phi(g(x)) - still), np.linalg.norm(still)
    with np.errstate(invalid="ignore"):
        return float(np.nan_to_num(change / size, nan=0.0))
