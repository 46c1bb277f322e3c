# divided-by-the-kernels-area


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    kh, kw = kernel.shape
    total = 0.0
    for u in range(kh):
        for v in range(kw):
            total += float(kernel[u, v])
    return total / (kh * kw)
