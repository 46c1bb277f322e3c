# kernel-width-taken-as-its-height


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    k = kernel.shape[0]
    total = 0.0
    for u in range(k):
        for v in range(k):
            total += kernel[u, v]
    return float(total)
