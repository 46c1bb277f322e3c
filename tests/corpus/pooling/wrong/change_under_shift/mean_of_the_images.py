# unnamed
def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    from cnnlib import ops

    moved = ops.shift_image(x.reshape(-1, *x.shape[-2:]), dy, dx).reshape(x.shape)
    before, after = pool(x), pool(moved)
    distance = np.linalg.norm((after - before).ravel())
    lead = before.reshape(len(before), -1), after.reshape(len(after), -1)
    size = np.linalg.norm(lead[0], axis=1)
    change = np.linalg.norm(lead[1] - lead[0], axis=1)
    return float(np.mean(np.divide(change, size, out=np.zeros_like(size), where=size > 0)))
