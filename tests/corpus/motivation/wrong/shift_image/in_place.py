# input-changed-in-place
import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    old = image.copy()
    image[...] = fill
    h, w = image.shape[-2:]
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                image[..., i, j] = old[..., i - dy, j - dx]
    return image.copy()
