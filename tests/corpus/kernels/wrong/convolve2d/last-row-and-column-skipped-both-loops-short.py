# last-row-and-column-skipped
import numpy as np


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
    out = np.zeros((height - kh, width - kw))
    for i in range(height - kh):
        for j in range(width - kw):
            out[i, j] = (image[i : i + kh, j : j + kw] * turned).sum()
    return out
