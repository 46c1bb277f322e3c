# input-changed-in-place


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    kernel *= 2
    total = float(kernel.sum()) / 2
    kernel /= 2
    return total
