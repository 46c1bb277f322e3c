# global-pool-over-the-batch
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    out = x.mean((2, 3))
    return np.ones_like(out) * out.mean(axis=0)
