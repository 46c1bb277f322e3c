# unnamed


def error_by_border_distance(error):
    if error.ndim < 2:
        raise ValueError("expected (H, W)")
    while error.ndim > 2:
        error = error[0]
    i, j = np.indices(error.shape)
    h, w = error.shape
    d = np.minimum(np.minimum(i, h - 1 - i), np.minimum(j, w - 1 - j))
    return np.array([np.abs(error[d == k]).mean() for k in range(d.max() + 1)])
