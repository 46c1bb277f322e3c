# kernel-width-taken-as-its-height
import numpy as np


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    a, b = first.shape[0], second.shape[0]
    out = np.zeros((a + b - 1, a + b - 1))
    for u in range(a):
        for v in range(a):
            for s in range(b):
                for t in range(b):
                    out[u + s, v + t] += first[u, v] * second[s, t]
    return out
