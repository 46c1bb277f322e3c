# unnamed

_buffers = {}


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    out = np.moveaxis(x, -1, -3)
    kept = _buffers.setdefault((out.shape, x.dtype), np.empty(out.shape, x.dtype))
    kept[...] = out
    return kept
