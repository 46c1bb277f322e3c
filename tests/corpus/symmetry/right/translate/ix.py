def translate(x, dy, dx):
    if x.ndim < 2:
        raise ValueError(f"translate: expected x (..., H, W), got {x.shape}; try x[None]")
    flat = x.reshape((-1,) + x.shape[-2:])
    ns = np.arange(len(flat))
    rows = np.roll(np.arange(x.shape[-2]), dy)
    columns = np.roll(np.arange(x.shape[-1]), dx)
    return flat[np.ix_(ns, rows, columns)].reshape(x.shape)
