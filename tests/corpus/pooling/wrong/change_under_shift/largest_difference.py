# error-not-normalised
def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    from cnnlib import ops

    moved = ops.shift_image(x.reshape(-1, *x.shape[-2:]), dy, dx).reshape(x.shape)
    before, after = pool(x), pool(moved)
    distance = np.linalg.norm((after - before).ravel())
    return float(np.abs(after - before).max())
