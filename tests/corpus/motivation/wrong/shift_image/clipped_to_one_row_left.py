# unnamed
import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    h, w = image.shape[-2:]
    dy, dx = max(1 - h, min(dy, h - 1)), max(1 - w, min(dx, w - 1))
    out = np.full_like(image, fill)
    out[..., max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = image[
        ..., max(-dy, 0) : h - max(dy, 0), max(-dx, 0) : w - max(dx, 0)
    ]
    return out
