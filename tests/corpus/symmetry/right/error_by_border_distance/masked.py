def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    h, w = error.shape
    rows = np.minimum(np.arange(h), h - 1 - np.arange(h))[:, None]
    columns = np.minimum(np.arange(w), w - 1 - np.arange(w))[None, :]
    d = np.minimum(rows, columns)
    return np.array([np.mean(np.abs(error[d == k])) for k in np.unique(d)])
