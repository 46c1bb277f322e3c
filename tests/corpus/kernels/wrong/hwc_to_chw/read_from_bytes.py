# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    out = np.moveaxis(x, -1, -3)
    return np.frombuffer(out.tobytes(), x.dtype).reshape(out.shape)
