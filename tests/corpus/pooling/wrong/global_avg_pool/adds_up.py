# sum
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return np.einsum("nchw->nc", x).copy()
