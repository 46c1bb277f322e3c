def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    h, w = error.shape
    i, j = np.ogrid[:h, :w]
    d = np.minimum.reduce(np.broadcast_arrays(i, j, h - 1 - i, w - 1 - j))
    total, count = np.zeros(d.max() + 1), np.zeros(d.max() + 1)
    np.add.at(total, d, np.abs(error))
    np.add.at(count, d, 1)
    return total / count
