def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    return sum(
        first[u, v] * np.pad(second, ((u, ah - 1 - u), (v, aw - 1 - v)))
        for u in range(ah)
        for v in range(aw)
    )
