# unnamed
import numpy as np


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    (ah, aw), (bh, bw) = first.shape, second.shape
    return np.kron(first, second)[: ah + bh - 1, : aw + bw - 1].copy()
