# kernel-width-taken-as-its-height
import numpy as np


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for u in range(ah):
        for v in range(aw):
            for s in range(bh):
                for t in range(bh):
                    out[u + s, v + t] += first[u, v] * second[s, t]
    return out
