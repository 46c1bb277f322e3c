# unnamed


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for u in range(ah):
        for v in range(aw):
            out[u : u + bh, v : v + bw] += first[u, v] * second
    out.flags.writeable = False
    return out
