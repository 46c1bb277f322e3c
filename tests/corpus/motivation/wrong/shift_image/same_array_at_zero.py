# unnamed
import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    if dy == 0 and dx == 0:
        return image
    h, w = image.shape[-2:]
    out = np.full(image.shape, fill, dtype=image.dtype)
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                out[..., i, j] = image[..., i - dy, j - dx]
    return out
