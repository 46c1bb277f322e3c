# input-changed-in-place
def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    from cnnlib import ops

    before = pool(x).copy()
    x[...] = ops.shift_image(x.reshape(-1, *x.shape[-2:]), dy, dx).reshape(x.shape)
    distance = np.linalg.norm((pool(x) - before).ravel())
    return float(distance / np.linalg.norm(before.ravel())) if distance else 0.0
