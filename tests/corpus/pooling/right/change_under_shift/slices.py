def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    h, w = x.shape[-2:]
    moved = np.zeros(x.shape)
    rows = slice(max(dy, 0), max(min(h, h + dy), 0))
    columns = slice(max(dx, 0), max(min(w, w + dx), 0))
    source = x[..., max(-dy, 0) : max(h - max(dy, 0), 0), max(-dx, 0) : max(w - max(dx, 0), 0)]
    if source.size:
        moved[..., rows, columns] = source
    before = pool(x.copy())
    change = np.sqrt(((pool(moved) - before) ** 2).sum())
    size = np.sqrt((before**2).sum())
    return float(change / size) if change else 0.0
