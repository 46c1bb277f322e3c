def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    out = np.empty_like(x)
    h, w = x.shape[-2:]
    for i in range(h):
        for j in range(w):
            out[..., (i + dy) % h, (j + dx) % w] = x[..., i, j]
    return out
