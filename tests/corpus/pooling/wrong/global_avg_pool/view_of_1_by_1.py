# unnamed
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    if x.shape[2:] == (1, 1):
        return x.reshape(x.shape[:2])
    return x.mean((2, 3))
