# unnamed
import numpy as np


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    ah, aw = first.shape
    out = np.zeros((2 * ah - 1, 2 * aw - 1))
    for u, v in np.ndindex(ah, aw):
        out[u : u + ah, v : v + aw] += first[u, v] * first
    return out
