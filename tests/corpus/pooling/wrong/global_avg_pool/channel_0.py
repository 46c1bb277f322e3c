# only-the-first-channel
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    out = np.zeros(x.shape[:2])
    out[:] = x[:, 0].mean(axis=(1, 2))[:, None]
    return out
