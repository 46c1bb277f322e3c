# border-included


def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    h, w = error.shape
    size = np.abs(error)
    return np.array([size[d : h - d, d : w - d].mean() for d in range((min(h, w) + 1) // 2)])
