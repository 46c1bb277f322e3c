# mean-and-max-swapped
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return np.amax(x.reshape(*x.shape[:2], -1), axis=-1)
