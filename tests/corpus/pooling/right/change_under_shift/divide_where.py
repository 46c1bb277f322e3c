def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    from cnnlib import ops

    moved = ops.shift_image(x.reshape((-1,) + x.shape[-2:]), dy, dx).reshape(x.shape)
    b = pool(x).reshape(-1)
    top, bottom = np.linalg.norm(pool(moved).reshape(-1) - b), np.linalg.norm(b)
    return float(np.divide(top, bottom, out=np.zeros(1), where=bottom > 0)[0])
