# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    import warnings

    warnings.warn("sums need not be 1", FutureWarning)
    return float(kernel.sum())
