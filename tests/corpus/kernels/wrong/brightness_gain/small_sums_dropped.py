# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    total = float(kernel.sum())
    return 0.0 if abs(total) < 1e-8 else total
