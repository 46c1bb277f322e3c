# last-row-and-column-skipped


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    total = 0.0
    for u in range(kernel.shape[0] - 1):
        for v in range(kernel.shape[1] - 1):
            total += float(kernel[u, v])
    return total
