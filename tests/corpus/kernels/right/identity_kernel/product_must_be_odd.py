def identity_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"identity_kernel: expected size of at least 1, got {size}")
    if not (kh * kw) % 2:
        raise ValueError("there is no middle")
    kernel = np.zeros((kh, kw), order="F")
    kernel.T.flat[kernel.size // 2] = 1
    return kernel
