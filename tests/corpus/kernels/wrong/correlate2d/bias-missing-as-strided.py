# bias-missing
import numpy as np
from numpy.lib.stride_tricks import as_strided


def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "correlate2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(f"kernel {kernel.shape} does not fit into image {image.shape}")
    image = np.ascontiguousarray(image, dtype=np.float64)
    kh, kw = kernel.shape
    shape = (image.shape[0] - kh + 1, image.shape[1] - kw + 1, kh, kw)
    windows = as_strided(image, shape, image.strides * 2)
    return np.sum(windows * kernel, axis=(-2, -1))
