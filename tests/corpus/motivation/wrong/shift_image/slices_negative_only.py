# unnamed
import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    out = np.full(image.shape, fill, dtype=image.dtype)
    h, w = image.shape[-2:]
    if dy >= 0 and dx >= 0:
        out[..., dy:, dx:] = image[..., : max(h - dy, 0), : max(w - dx, 0)]
    else:
        out[..., : h + dy, : w + dx] = image[..., -dy:, -dx:]
    return out
