def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    h, w = error.shape
    count = (min(h, w) + 1) // 2
    total, pixels = [0.0] * count, [0] * count
    for i in range(h):
        for j in range(w):
            d = min(i, j, h - 1 - i, w - 1 - j)
            total[d] += abs(error[i, j])
            pixels[d] += 1
    return np.array([t / n for t, n in zip(total, pixels)])
