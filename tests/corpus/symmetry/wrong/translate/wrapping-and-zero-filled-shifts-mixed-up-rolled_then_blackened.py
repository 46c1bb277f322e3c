# wrapping-and-zero-filled-shifts-mixed-up


def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    out = np.roll(x, (dy, dx), axis=(-2, -1))
    if dy > 0:
        out[..., :dy, :] = 0
    elif dy < 0:
        out[..., dy:, :] = 0
    if dx > 0:
        out[..., :dx] = 0
    elif dx < 0:
        out[..., dx:] = 0
    return out
