def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    h, w = error.shape
    d = np.array([[min(i, h - 1 - i, j, w - 1 - j) for j in range(w)] for i in range(h)])
    order = np.argsort(d, axis=None, kind="stable")
    sizes = np.abs(error).ravel()[order]
    starts = np.searchsorted(d.ravel()[order], np.arange(d.max() + 1))
    return np.add.reduceat(sizes, starts) / np.diff([*starts, d.size])
