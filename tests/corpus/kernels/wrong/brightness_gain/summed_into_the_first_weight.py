# input-changed-in-place


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    for u, v in np.ndindex(kernel.shape):
        if (u, v) != (0, 0):
            kernel[0, 0] += kernel[u, v]
    return float(kernel[0, 0])
