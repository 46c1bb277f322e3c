def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    import math
    from cnnlib import ops

    planes = [ops.shift_image(plane, dy, dx) for plane in x.reshape(-1, *x.shape[-2:])]
    moved = np.stack(planes).reshape(x.shape)
    before = pool(x)
    change, size = math.hypot(*(pool(moved) - before).flat), math.hypot(*before.flat)
    return change / size if size else 0.0
