def p4_action(y):
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(f"p4_action: expected y (N, F, 4, H, W), got {y.shape}")
    n, f, _, h, w = y.shape
    out = np.empty((n, f, 4, w, h))
    for r in range(4):
        for i in range(w):
            for j in range(h):
                out[:, :, r, i, j] = y[:, :, r - 1, j, w - 1 - i]
    return out
