def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    height, width = x.shape[-2:]
    rows = (np.arange(height) - dy) % height
    columns = (np.arange(width) - dx) % width
    return x[..., rows[:, None], columns]
