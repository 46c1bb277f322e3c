# output-h-and-w-swapped
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
    turned = np.flip(kernel)
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((ow, oh))
    for i in range(oh):
        for j in range(ow):
            out[j][i] = np.sum(image[i : i + kh, j : j + kw] * turned)
    return out
