# batch-item-0-for-every-item
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    out = np.zeros(x.shape[:2])
    for n in range(len(x)):
        out[n] = x[0].mean(axis=(1, 2))
    return out
