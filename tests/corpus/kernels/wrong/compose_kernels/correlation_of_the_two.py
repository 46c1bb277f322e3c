# flipped-on-both-axes


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    padded = np.pad(first, ((bh - 1, bh - 1), (bw - 1, bw - 1)))
    out = np.empty((ah + bh - 1, aw + bw - 1))
    for i, j in np.ndindex(out.shape):
        out[i, j] = np.sum(padded[i : i + bh, j : j + bw] * second)
    return out
