def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    h, w = x.shape[-2], x.shape[-1]
    moved = np.take(x, [(i - dy) % h for i in range(h)], axis=-2)
    return np.take(moved, [(j - dx) % w for j in range(w)], axis=-1)
