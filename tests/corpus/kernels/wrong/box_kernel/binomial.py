# unnamed


def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"box_kernel: expected size of at least 1, got {size}")
    rows, columns = np.ones(1), np.ones(1)
    for _ in range(kh - 1):
        rows = np.convolve(rows, [0.5, 0.5])
    for _ in range(kw - 1):
        columns = np.convolve(columns, [0.5, 0.5])
    return np.outer(rows, columns)
