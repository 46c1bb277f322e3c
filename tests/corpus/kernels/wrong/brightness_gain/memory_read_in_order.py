# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    flat = np.lib.stride_tricks.as_strided(kernel, (kernel.size,), (kernel.itemsize,))
    return float(flat.sum())
