# last-row-and-column-skipped


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    kh, kw = kernel.shape
    total = 0.0
    for u in range(kh - 1):
        for v in range(kw - 1):
            total += kernel[u, v]
    return float(total)
