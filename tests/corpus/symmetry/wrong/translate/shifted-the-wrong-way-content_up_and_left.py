# shifted-the-wrong-way


def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    h, w = x.shape[-2:]
    rows = (np.arange(h) + dy) % h
    columns = (np.arange(w) + dx) % w
    return x[..., rows, :][..., columns]
