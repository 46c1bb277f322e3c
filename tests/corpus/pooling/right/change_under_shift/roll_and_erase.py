def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    moved = np.roll(x, (dy, dx), axis=(-2, -1))
    h, w = x.shape[-2:]
    i, j = np.arange(h)[:, None] - dy, np.arange(w) - dx
    moved = np.where((i >= 0) & (i < h) & (j >= 0) & (j < w), moved, 0.0)
    a, b = pool(moved), pool(x)
    top = np.linalg.norm(np.ravel(a - b))
    return np.float64(0.0) if top == 0 else top / np.linalg.norm(np.ravel(b))
