# flipped-on-both-axes
import numpy as np


def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "correlate2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(f"kernel {kernel.shape} does not fit into image {image.shape}")
    (H, W), (kh, kw) = image.shape, kernel.shape
    out = np.full((H - kh + 1, W - kw + 1), float(bias))
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            for u in range(kh):
                for v in range(kw):
                    out[i, j] += image[i + kh - 1 - u, j + kw - 1 - v] * kernel[u, v]
    return out
