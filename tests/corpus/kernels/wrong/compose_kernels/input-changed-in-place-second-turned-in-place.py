# input-changed-in-place
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    bh, bw = second.shape
    second[...] = second[::-1, ::-1].copy()
    padded = np.pad(first, ((bh - 1, bh - 1), (bw - 1, bw - 1)))
    return np.einsum("ijuv,uv->ij", sliding_window_view(padded, (bh, bw)), second)
