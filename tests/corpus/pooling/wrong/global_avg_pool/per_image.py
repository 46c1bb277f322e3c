# divided-by-the-batch
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return x.sum((2, 3)) / (x.size / x.shape[1])
