# unnamed
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return x[:, :, :, 0].mean(2)
