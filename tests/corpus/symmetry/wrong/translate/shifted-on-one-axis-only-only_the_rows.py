# shifted-on-one-axis-only


def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    return np.roll(x, dy, axis=-2)
