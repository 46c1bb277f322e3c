def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    a = np.abs(error)
    means = []
    while a.size:
        if a.shape[0] <= 2 or a.shape[1] <= 2:
            means.append(a.mean())
            break
        sides = np.concatenate([a[0], a[-1], a[1:-1, 0], a[1:-1, -1]])
        means.append(sides.mean())
        a = a[1:-1, 1:-1]
    return np.array(means)
