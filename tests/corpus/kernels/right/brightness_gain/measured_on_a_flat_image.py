def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    flat = np.full(kernel.shape, 0.5)
    return float((flat * kernel).sum() / 0.5)
