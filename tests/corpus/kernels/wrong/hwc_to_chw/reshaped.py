# nhwc-read-as-nchw


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    return x.reshape(*x.shape[:-3], x.shape[-1], *x.shape[-3:-1]).copy()
