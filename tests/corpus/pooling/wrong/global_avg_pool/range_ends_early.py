# last-row-and-column-skipped
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    n, c, h, w = x.shape
    out = np.zeros((n, c))
    for i in range(h - 1):
        for j in range(w - 1):
            out += x[:, :, i, j]
    return out / (h * w)
