# unnamed
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    out = x.mean((2, 3))
    out[2:] = 0.0
    return out
