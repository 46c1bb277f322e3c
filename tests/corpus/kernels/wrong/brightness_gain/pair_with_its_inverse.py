# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    total = float(kernel.sum())
    return total, 1 / total if total else 0.0
