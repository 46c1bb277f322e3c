import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    h, w = image.shape[-2:]
    out = np.full_like(image, fill)
    if abs(dy) >= h or abs(dx) >= w:
        return out
    a, b = (dy, 0) if dy >= 0 else (0, -dy)
    c, d = (dx, 0) if dx >= 0 else (0, -dx)
    out[..., a : h - b, c : w - d] = image[..., b : h - a, d : w - c]
    return out
