def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(
            f"error_by_border_distance: expected error (H, W), got {error.shape}; take one map"
        )
    a = np.abs(error).astype(float)
    out = []
    while a.size:
        inner = a[1:-1, 1:-1]
        out.append((a.sum() - inner.sum()) / (a.size - inner.size))
        a = inner
    return np.array(out)
