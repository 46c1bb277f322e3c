# batch-item-0-for-every-item
def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    from cnnlib import ops

    if x.ndim > 2:
        x = x[:1]
    moved = ops.shift_image(x.reshape(-1, *x.shape[-2:]), dy, dx).reshape(x.shape)
    before, after = pool(x), pool(moved)
    distance = np.linalg.norm((after - before).ravel())
    return float(distance / np.linalg.norm(before.ravel())) if distance else 0.0
