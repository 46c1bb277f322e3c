import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    out = np.roll(image, (dy, dx), axis=(-2, -1))
    h, w = out.shape[-2:]
    if dy > 0:
        out[..., :dy, :] = fill
    elif dy < 0:
        out[..., max(h + dy, 0) :, :] = fill
    if dx > 0:
        out[..., :dx] = fill
    elif dx < 0:
        out[..., max(w + dx, 0) :] = fill
    return out
