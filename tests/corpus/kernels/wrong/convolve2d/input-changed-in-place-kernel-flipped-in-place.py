# input-changed-in-place
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
    kernel[:] = kernel[::-1, ::-1].copy()
    windows = sliding_window_view(image, (kh, kw))
    return np.einsum("ijuv,uv->ij", windows, kernel)
