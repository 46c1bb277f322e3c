# unnamed
def global_avg_pool(x):
    if x.ndim not in (3, 4):
        raise ValueError("x")
    return x.mean(axis=(-2, -1))
