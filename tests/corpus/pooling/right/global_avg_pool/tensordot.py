def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    h, w = x.shape[2:]
    return np.tensordot(x, np.ones((h, w)), axes=((2, 3), (0, 1))) / (h * w)
