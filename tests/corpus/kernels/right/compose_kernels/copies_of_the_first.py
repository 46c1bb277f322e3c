def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1), order="F")
    for (u, v), weight in np.ndenumerate(second):
        out[u : u + ah, v : v + aw] += weight * first
    return out
