def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    n, c = x.shape[:2]
    return x.reshape(n, c, -1).mean(-1)
