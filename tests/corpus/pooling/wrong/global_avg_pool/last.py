# last-element
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return x.reshape(*x.shape[:2], -1)[:, :, -1].copy()
