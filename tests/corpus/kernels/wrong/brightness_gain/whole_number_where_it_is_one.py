# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    total = float(kernel.sum())
    return int(total) if total == int(total) else total
