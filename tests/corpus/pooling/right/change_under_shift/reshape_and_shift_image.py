def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    from cnnlib import ops

    flat = x.reshape(-1, *x.shape[-2:])
    moved = ops.shift_image(flat, dy, dx).reshape(x.shape)
    before, after = pool(x), pool(moved)
    distance = np.linalg.norm((after - before).ravel())
    return 0.0 if distance == 0 else float(distance / np.linalg.norm(before.ravel()))
