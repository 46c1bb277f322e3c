def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    h, w = error.shape
    count = (min(h, w) + 1) // 2
    inside = [np.abs(error)[d : h - d, d : w - d] for d in range(count)]
    sums = np.array([a.sum() for a in inside] + [0.0])
    sizes = np.array([a.size for a in inside] + [0])
    return (sums[:-1] - sums[1:]) / (sizes[:-1] - sizes[1:])
