# minimum
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return x.min(axis=-1).min(axis=-1)
