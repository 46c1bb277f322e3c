# input-changed-in-place


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    done = 1.0
    for u in range(ah):
        for v in range(aw):
            if first[u, v]:
                second *= first[u, v] / done
                done = first[u, v]
                out[u : u + bh, v : v + bw] += second
    return out
