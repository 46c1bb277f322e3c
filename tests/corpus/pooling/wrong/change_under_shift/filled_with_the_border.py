# border-repeated-instead-of-zeros
def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    h, w = x.shape[-2:]
    i, j = np.clip(np.arange(h) - dy, 0, h - 1), np.clip(np.arange(w) - dx, 0, w - 1)
    before, after = pool(x), pool(x[..., i[:, None], j])
    distance = np.linalg.norm((after - before).ravel())
    return float(distance / np.linalg.norm(before.ravel())) if distance else 0.0
