def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    moved = np.zeros_like(x)
    h, w = x.shape[-2:]
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                moved[..., i, j] = x[..., i - dy, j - dx]
    before, after = pool(x).ravel().tolist(), pool(moved).ravel().tolist()
    change = sum((a - b) ** 2 for a, b in zip(after, before)) ** 0.5
    return change / sum(b * b for b in before) ** 0.5 if change else 0.0
