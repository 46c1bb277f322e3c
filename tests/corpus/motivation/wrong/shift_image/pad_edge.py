# border-repeated-instead-of-zeros
import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    h, w = image.shape[-2:]
    none = [(0, 0)] * (image.ndim - 2)
    py, px = abs(dy), abs(dx)
    big = np.pad(image, none + [(py, py), (px, px)], mode="edge")
    return big[..., py - dy : py - dy + h, px - dx : px - dx + w].copy()
