# unnamed
def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    from cnnlib import ops

    before, after = pool(x), pool(ops.shift_image(x, dy, dx))
    distance = np.linalg.norm((after - before).ravel())
    return float(distance / np.linalg.norm(before.ravel())) if distance else 0.0
