# input-changed-in-place
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
    for u in range(kh * kw // 2):
        a, b = divmod(u, kw)
        c, d = kh - 1 - a, kw - 1 - b
        kernel[a, b], kernel[c, d] = kernel[c, d], kernel[a, b]
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((oh, ow))
    for u in range(kh):
        for v in range(kw):
            out += image[u : u + oh, v : v + ow] * kernel[u, v]
    return out
