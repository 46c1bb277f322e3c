def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    import math

    return math.fsum(kernel.flat)
