# nhwc-read-as-nchw
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    n, h, w, c = x.shape
    return x.sum(axis=(1, 2)) / (h * w)
