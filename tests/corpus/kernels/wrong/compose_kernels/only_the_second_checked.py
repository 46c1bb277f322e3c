# unnamed


def compose_kernels(first, second):
    if second.ndim != 2:
        raise ValueError("expected two axes")
    (bh, bw), (ah, aw) = second.shape, (1, 1, *first.shape)[-2:]
    first = first.reshape(-1, ah, aw)[0]
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for u in range(ah):
        for v in range(aw):
            out[u : u + bh, v : v + bw] += first[u, v] * second
    return out
