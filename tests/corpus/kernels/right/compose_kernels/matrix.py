def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    rows, columns = ah + bh - 1, aw + bw - 1
    matrix = np.zeros((rows * columns, bh * bw))
    for i, j in np.ndindex(ah, aw):
        for u, v in np.ndindex(bh, bw):
            matrix[(i + u) * columns + j + v, u * bw + v] += first[i, j]
    return (matrix @ second.ravel()).reshape(rows, columns)
