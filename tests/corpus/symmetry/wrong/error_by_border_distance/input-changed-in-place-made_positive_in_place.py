# input-changed-in-place


def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    np.abs(error, out=error)
    i, j = np.indices(error.shape)
    h, w = error.shape
    d = np.minimum(np.minimum(i, h - 1 - i), np.minimum(j, w - 1 - j)).ravel()
    return np.bincount(d, error.ravel()) / np.bincount(d)
