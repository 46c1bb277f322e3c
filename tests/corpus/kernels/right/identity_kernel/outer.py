def identity_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"identity_kernel: expected size of at least 1, got {size}")
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"identity_kernel: expected odd size, got {size}")
    rows, columns = np.zeros(kh), np.zeros(kw)
    rows[kh // 2] = columns[kw // 2] = 1
    return np.outer(rows, columns)
