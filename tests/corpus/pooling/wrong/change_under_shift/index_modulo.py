# wrapping-and-zero-filled-shifts-mixed-up
def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    h, w = x.shape[-2:]
    i, j = (np.arange(h) - dy) % h, (np.arange(w) - dx) % w
    before, after = pool(x), pool(x[..., i[:, None], j])
    distance = np.linalg.norm((after - before).ravel())
    return float(distance / np.linalg.norm(before.ravel())) if distance else 0.0
