# unnamed


def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    if dy == 0 and dx == 0:
        return x
    return np.roll(x, (dy, dx), axis=(-2, -1))
