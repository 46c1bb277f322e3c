import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    h, w = image.shape[-2:]
    none = [(0, 0)] * (image.ndim - 2)
    sides = [(max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 0))]
    padded = np.pad(image, none + sides, constant_values=np.array(fill).astype(image.dtype))
    return padded[..., max(-dy, 0) : max(-dy, 0) + h, max(-dx, 0) : max(-dx, 0) + w].copy()
