def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    h, w = x.shape[-2:]
    dy, dx = dy % h, dx % w
    out = np.zeros(x.shape, dtype=x.dtype)
    out[..., dy:, dx:] = x[..., : h - dy, : w - dx]
    out[..., :dy, dx:] = x[..., h - dy :, : w - dx]
    out[..., dy:, :dx] = x[..., : h - dy, w - dx :]
    out[..., :dy, :dx] = x[..., h - dy :, w - dx :]
    return out
