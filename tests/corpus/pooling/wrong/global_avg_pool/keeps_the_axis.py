# global-pool-over-the-batch
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return x.mean(axis=(0, 2, 3), keepdims=True)[:, :, 0, 0]
