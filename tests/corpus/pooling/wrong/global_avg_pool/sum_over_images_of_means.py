# global-pool-over-the-batch
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    n, c, h, w = x.shape
    out = np.zeros(c)
    for image in x:
        out += image.reshape(c, -1).sum(1) / (h * w)
    return out
