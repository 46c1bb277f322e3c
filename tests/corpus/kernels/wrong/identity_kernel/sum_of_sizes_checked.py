# unnamed


def identity_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"identity_kernel: expected size of at least 1, got {size}")

    if (kh + kw) % 2:
        raise ValueError("even")
    kernel = np.zeros((kh, kw))
    kernel[kh // 2, kw // 2] = 1.0
    return kernel
