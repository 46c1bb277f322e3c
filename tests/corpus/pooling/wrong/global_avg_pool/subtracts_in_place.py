# input-changed-in-place
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    out = x.mean((2, 3))
    x -= out[:, :, None, None]
    return out
