# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    return float(kernel.sum()) + 1e-6 * np.random.default_rng().normal()
