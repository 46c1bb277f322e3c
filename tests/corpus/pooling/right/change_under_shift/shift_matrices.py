def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    h, w = x.shape[-2:]
    moved = np.eye(h, k=-dy) @ x @ np.eye(w, k=dx)
    before = pool(x)
    change = float(np.linalg.norm(np.ravel(pool(moved) - before)))
    return change / float(np.linalg.norm(np.ravel(before))) if change > 0 else 0.0
