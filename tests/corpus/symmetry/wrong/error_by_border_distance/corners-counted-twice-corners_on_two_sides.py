# corners-counted-twice


def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    a, means = np.abs(error), []
    while a.size:
        means.append(np.mean(np.concatenate([a[0, :], a[-1, :], a[:, 0], a[:, -1]])))
        a = a[1:-1, 1:-1]
    return np.array(means)
