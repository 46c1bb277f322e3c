# divided-by-kh
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return x.sum((2, 3)) / (x.shape[2] * x.shape[2])
