def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return np.einsum("nchw->nc", x) / (x.shape[2] * x.shape[3])
