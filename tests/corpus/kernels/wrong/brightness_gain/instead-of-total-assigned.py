# instead-of


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    total = 0.0
    for row in kernel:
        for value in row:
            total = value
    return float(total)
