# kernel-width-taken-as-its-height
import numpy as np


def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "correlate2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(f"kernel {kernel.shape} does not fit into image {image.shape}")
    k = kernel.shape[0]
    h, w = image.shape
    out = np.zeros((h - k + 1, w - k + 1))
    for i in range(h - k + 1):
        for j in range(w - k + 1):
            for u in range(k):
                for v in range(k):
                    out[i, j] += image[i + u, j + v] * kernel[u, v]
            out[i, j] += bias
    return out
