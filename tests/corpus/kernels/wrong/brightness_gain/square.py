# kernel-width-taken-as-its-height


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    return float(kernel[: kernel.shape[0], : kernel.shape[0]].sum())
