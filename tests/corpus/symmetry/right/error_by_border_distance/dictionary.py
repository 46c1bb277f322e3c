def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    h, w = error.shape
    rings = {}
    for (i, j), value in np.ndenumerate(error):
        rings.setdefault(min(i, j, h - i - 1, w - j - 1), []).append(abs(float(value)))
    return np.array([sum(rings[d]) / len(rings[d]) for d in sorted(rings)])
