# output-width-taken-as-its-height
import numpy as np


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, ah + bh - 1))
    for p in range(out.shape[0]):
        for q in range(out.shape[1]):
            for u in range(ah):
                for v in range(aw):
                    if 0 <= p - u < bh and 0 <= q - v < bw:
                        out[p, q] += first[u, v] * second[p - u, q - v]
    return out
