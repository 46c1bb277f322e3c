def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return x.mean(axis=(2, 3))
