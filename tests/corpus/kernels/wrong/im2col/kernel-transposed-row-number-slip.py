# kernel-transposed
import numpy as np


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
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((n, c * kh * kw, oh * ow), dtype=x.dtype)
    for k in range(c):
        for u in range(kh):
            for v in range(kw):
                row = k * kh * kw + v * kh + u
                out[:, row] = x[:, k, u : u + oh, v : v + ow].reshape(n, -1)
    return out
