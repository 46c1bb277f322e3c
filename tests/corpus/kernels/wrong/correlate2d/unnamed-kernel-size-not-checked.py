# unnamed
import numpy as np


def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "correlate2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    kh, kw = kernel.shape
    oh, ow = max(image.shape[0] - kh + 1, 0), max(image.shape[1] - kw + 1, 0)
    out = np.full((oh, ow), float(bias))
    for u in range(kh):
        for v in range(kw):
            out += kernel[u, v] * image[u : u + oh, v : v + ow]
    return out
