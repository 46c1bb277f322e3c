# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    step = kernel.itemsize
    rows = np.lib.stride_tricks.as_strided(kernel, kernel.shape, (step * kernel.shape[1], step))
    return float(rows.sum())
