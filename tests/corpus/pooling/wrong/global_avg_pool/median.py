# unnamed
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return np.median(x, axis=(2, 3))
