def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    width = aw + bw - 1
    a, b = np.zeros((ah, width)), np.zeros((bh, width))
    a[:, :aw], b[:, :bw] = first, second
    flat = np.convolve(a.ravel(), b.ravel())[: (ah + bh - 1) * width]
    return flat.reshape(ah + bh - 1, width)
