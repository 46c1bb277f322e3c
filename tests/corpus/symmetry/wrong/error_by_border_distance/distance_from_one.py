# unnamed


def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    i, j = np.indices(error.shape)
    h, w = error.shape
    d = np.minimum(np.minimum(i, h - i), np.minimum(j, w - j))
    return np.array([np.abs(error[d == k]).mean() for k in range(d.max() + 1)])
