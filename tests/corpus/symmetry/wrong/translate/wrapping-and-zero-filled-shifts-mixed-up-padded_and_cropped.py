# wrapping-and-zero-filled-shifts-mixed-up


def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    h, w = x.shape[-2:]
    big = np.zeros(x.shape[:-2] + (3 * h, 3 * w), dtype=x.dtype)
    big[..., h : 2 * h, w : 2 * w] = x
    dy, dx = min(max(dy, -h), h), min(max(dx, -w), w)
    return big[..., h - dy : 2 * h - dy, w - dx : 2 * w - dx].copy()
