def identity_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"identity_kernel: expected size of at least 1, got {size}")
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"identity_kernel: expected odd size, got {size}")
    kernel = np.empty((kh, kw))
    for u in range(kh):
        for v in range(kw):
            kernel[u, v] = 1.0 if (2 * u, 2 * v) == (kh - 1, kw - 1) else 0.0
    return kernel
