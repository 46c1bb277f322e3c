# border-included


def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    h, w = error.shape
    total = pixels = 0
    out = []
    size = np.abs(error)
    for d in range((min(h, w) + 1) // 2):
        for i in range(h):
            for j in range(w):
                if min(i, j, h - 1 - i, w - 1 - j) == d:
                    total += size[i, j]
                    pixels += 1
        out.append(total / pixels)
    return np.array(out)
