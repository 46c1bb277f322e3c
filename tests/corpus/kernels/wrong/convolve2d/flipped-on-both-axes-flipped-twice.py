# flipped-on-both-axes
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "convolve2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(
            f"convolve2d: expected a kernel that fits into image {image.shape}, "
            f"got {kernel.shape}; take a smaller one"
        )
    turned = kernel[::-1, ::-1]
    windows = sliding_window_view(image, (kh, kw))
    out = np.zeros(windows.shape[:2])
    for u in range(kh):
        for v in range(kw):
            out += windows[:, :, u, v] * turned[kh - 1 - u, kw - 1 - v]
    return out
