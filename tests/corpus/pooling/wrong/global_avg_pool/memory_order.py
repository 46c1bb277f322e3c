# unnamed
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    flat = x.ravel(order="K").reshape(*x.shape[:2], -1)
    return flat.mean(-1)
