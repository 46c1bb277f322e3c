# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    out = np.moveaxis(x, -1, -3).copy()
    return out.astype(np.int64) if out.dtype.kind in "iu" else out
