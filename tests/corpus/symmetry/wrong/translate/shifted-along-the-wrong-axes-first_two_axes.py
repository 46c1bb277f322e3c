# shifted-along-the-wrong-axes


def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    return np.roll(np.roll(x, dy, axis=0), dx, axis=1)
