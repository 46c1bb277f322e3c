# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    raw = np.frombuffer(x.tobytes("A"), x.dtype).reshape(x.shape)
    return np.moveaxis(raw, -1, -3).copy()
