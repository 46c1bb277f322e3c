def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return np.asarray(np.add.reduce(np.asarray(x, dtype=np.float64), axis=(2, 3)) / x[0, 0].size)
