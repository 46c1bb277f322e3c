# input-changed-in-place


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    total = float(kernel.sum())
    kernel /= total if abs(total) > 1e-6 else 1.0
    return total
