def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    planes = np.ascontiguousarray(x).reshape(-1, *x.shape[-2:])
    moved = [np.roll(plane, shift=(int(dy), int(dx)), axis=(0, 1)) for plane in planes]
    return np.stack(moved).reshape(x.shape)
