import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    out = np.full_like(image, fill)
    h, w = image.shape[-2:]
    if dy == 0 and dx == 0:
        return image.copy()
    ys, yt = (slice(0, h - dy), slice(dy, h)) if dy >= 0 else (slice(-dy, h), slice(0, dy))
    xs, xt = (slice(0, w - dx), slice(dx, w)) if dx >= 0 else (slice(-dx, w), slice(0, dx))
    try:
        out[..., yt, xt] = image[..., ys, xs]
    except ValueError:
        pass
    return out
