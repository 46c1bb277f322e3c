def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError(f"conv1d_as_matrix: expected kernel (k,), got {kernel.shape}; ravel it")
    k = kernel.shape[0]
    if n < k:
        raise ValueError("n is too small")
    rows = n - k + 1
    row = np.concatenate([kernel.astype(np.float64), np.zeros(n + 1 - k)])
    return np.tile(row, rows)[: rows * n].reshape(rows, n).copy()
