def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    h, w = x.shape[-2:]
    doubled = np.concatenate([x, x], axis=-2)
    doubled = np.concatenate([doubled, doubled], axis=-1)
    top, left = -dy % h, -dx % w
    return doubled[..., top : top + h, left : left + w].copy()
