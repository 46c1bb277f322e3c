# kernel-width-taken-as-its-height
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
    k = kernel.shape[0]
    turned = kernel[::-1, ::-1]
    out = np.zeros((height - k + 1, width - k + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + k, j : j + k] * turned).sum()
    return out
