# relu-applied-inside


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    gain = 0.0
    for weight in kernel.ravel():
        if weight > 0:
            gain += float(weight)
    return gain
