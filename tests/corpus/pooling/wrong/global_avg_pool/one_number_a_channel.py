# global-pool-over-the-batch
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return np.array([x[:, c].mean() for c in range(x.shape[1])])
