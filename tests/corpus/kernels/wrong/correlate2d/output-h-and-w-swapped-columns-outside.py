# output-h-and-w-swapped
import numpy as np


def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "correlate2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(f"kernel {kernel.shape} does not fit into image {image.shape}")
    kh, kw = kernel.shape
    return np.array(
        [
            [
                float((image[i : i + kh, j : j + kw] * kernel).sum()) + bias
                for i in range(image.shape[0] - kh + 1)
            ]
            for j in range(image.shape[1] - kw + 1)
        ]
    )
