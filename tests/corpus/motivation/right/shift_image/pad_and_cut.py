import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    h, w = image.shape[-2:]
    py, px = abs(dy), abs(dx)
    big = np.full((*image.shape[:-2], h + 2 * py, w + 2 * px), fill, dtype=image.dtype)
    big[..., py : py + h, px : px + w] = image
    return big[..., py - dy : py - dy + h, px - dx : px - dx + w].copy()
