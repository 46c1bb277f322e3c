def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"box_kernel: expected size of at least 1, got {size}")
    kernel = np.zeros((kh, kw))
    for u in range(kh):
        for v in range(kw):
            kernel[u, v] = 1.0 / (kh * kw)
    return kernel
