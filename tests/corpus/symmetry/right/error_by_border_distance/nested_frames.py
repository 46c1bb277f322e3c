def error_by_border_distance(error):
    if error.ndim != 2:
        raise ValueError(f"error_by_border_distance: expected error (H, W), got {error.shape}")
    size = np.abs(error)
    h, w = size.shape
    out = []
    for d in range((min(h, w) + 1) // 2):
        frame = size[d : h - d, d : w - d]
        inner = frame[1:-1, 1:-1]
        out.append((frame.sum() - inner.sum()) / (frame.size - inner.size))
    return np.array(out)
