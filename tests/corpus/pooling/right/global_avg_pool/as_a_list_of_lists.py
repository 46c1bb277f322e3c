def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError("x")
    return np.array([[plane.mean() for plane in image] for image in x])
