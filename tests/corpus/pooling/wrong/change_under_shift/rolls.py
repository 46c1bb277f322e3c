# wrapping-and-zero-filled-shifts-mixed-up
def change_under_shift(pool, x, dy, dx):
    if x.ndim < 2:
        raise ValueError("x")
    before, after = pool(x), pool(np.roll(np.roll(x, dy, -2), dx, -1))
    distance = np.linalg.norm((after - before).ravel())
    return float(distance / np.linalg.norm(before.ravel())) if distance else 0.0
