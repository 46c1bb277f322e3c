# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    return float(kernel[kernel.shape[0] // 2, kernel.shape[1] // 2])
