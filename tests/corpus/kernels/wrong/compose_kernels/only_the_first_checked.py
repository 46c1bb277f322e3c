# unnamed


def compose_kernels(first, second):
    if first.ndim != 2:
        raise ValueError("expected two axes")
    (ah, aw), (bh, bw) = first.shape, second.shape[-2:]
    second = second.reshape(-1, bh, bw)[0]
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for u in range(ah):
        for v in range(aw):
            out[u : u + bh, v : v + bw] += first[u, v] * second
    return out
