# unnamed
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def im2col(x, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if x.ndim != 4:
        raise ValueError(
            f"im2col: expected x (N, C, H, W), got {x.shape}; for one image try x[None]"
        )
    n, c, height, width = x.shape
    if not (1 <= kh <= height and 1 <= kw <= width):
        raise ValueError(
            f"im2col: expected kernel_size from 1 to the size of x {x.shape}, got {kernel_size}; "
            "take another window"
        )
    windows = sliding_window_view(x, (kh, kw), axis=(2, 3)).sum(axis=1)
    return windows.transpose(0, 3, 4, 1, 2).reshape(n, kh * kw, -1).copy()
