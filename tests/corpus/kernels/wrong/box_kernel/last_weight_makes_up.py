# unnamed


def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"box_kernel: expected size of at least 1, got {size}")
    weight = round(1 / (kh * kw), 2)
    kernel = np.full((kh, kw), weight)
    kernel[-1, -1] += 1 - kernel.sum()
    return kernel
