# divided-by-the-kernels-area


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    return float(kernel.mean())
