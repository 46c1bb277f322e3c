# unnamed
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return np.abs(x).mean((2, 3))
