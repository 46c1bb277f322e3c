# kernel-transposed
import numpy as np


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((aw + bh - 1, ah + bw - 1))
    for u in range(aw):
        for v in range(ah):
            for s in range(bh):
                for t in range(bw):
                    out[u + s, v + t] += first[v, u] * second[s, t]
    return out
