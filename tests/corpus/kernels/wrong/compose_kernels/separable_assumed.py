# unnamed


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    return np.outer(np.convolve(first[:, 0], second[:, 0]), np.convolve(first[0], second[0])) / (
        first[0, 0] * second[0, 0]
    )
