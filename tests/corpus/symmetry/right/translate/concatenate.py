def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    dy, dx = dy % x.shape[-2], dx % x.shape[-1]
    down = x.shape[-2] - dy
    right = x.shape[-1] - dx
    x = np.concatenate([x[..., down:, :], x[..., :down, :]], axis=-2)
    return np.concatenate([x[..., right:], x[..., :right]], axis=-1)
