# unnamed
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    small, large = sorted((first, second), key=np.size)
    if small.shape[0] > large.shape[0] or small.shape[1] > large.shape[1]:
        return np.zeros((1, 1))
    return np.einsum("ijuv,uv->ij", sliding_window_view(large, small.shape), small)
