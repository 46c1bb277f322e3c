# input-changed-in-place


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    flat = kernel.reshape(-1)
    for i in range(1, flat.size):
        kernel[0, 0] += kernel[i // kernel.shape[1], i % kernel.shape[1]]
    return float(kernel[0, 0])
