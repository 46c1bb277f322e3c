# integer-image-truncates-the-result
def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError(f"conv1d_as_matrix: expected kernel (k,), got {kernel.shape}; ravel it")
    k = len(kernel)
    if k > n:
        raise ValueError("k")
    m = np.zeros((n - k + 1, n), dtype=int)
    for i in range(n - k + 1):
        m[i, i : i + k] = kernel
    return m.astype(float)
