def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    h, w = x.shape[-2:]
    m = max(abs(dy), abs(dx))
    wide = np.pad(x, [(0, 0)] * (x.ndim - 2) + [(m, m), (m, m)])
    moved = wide[..., m - dy : m - dy + h, m - dx : m - dx + w]
    before = np.array(pool(x))
    difference = np.array(pool(moved)) - before
    import math

    norm = lambda a: math.sqrt(float(np.vdot(a, a)))
    return norm(difference) / norm(before) if np.any(difference) else 0.0
