def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape

    def entry(p, q):
        return sum(
            first[i, j] * second[p - i, q - j]
            for i in range(max(0, p - bh + 1), min(ah, p + 1))
            for j in range(max(0, q - bw + 1), min(aw, q + 1))
        )

    return np.array([[entry(p, q) for q in range(aw + bw - 1)] for p in range(ah + bh - 1)])
