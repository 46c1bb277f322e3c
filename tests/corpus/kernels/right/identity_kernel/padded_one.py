def identity_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"identity_kernel: expected size of at least 1, got {size}")
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"identity_kernel: expected odd size, got {size}")
    return np.pad([[1.0]], [(kh // 2, kh // 2), (kw // 2, kw // 2)])
