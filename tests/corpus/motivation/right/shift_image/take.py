import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    h, w = image.shape[-2:]
    rows, cols = np.arange(h) - dy, np.arange(w) - dx
    inside = ((rows >= 0) & (rows < h))[:, None] & ((cols >= 0) & (cols < w))
    moved = image[..., rows.clip(0, h - 1)[:, None], cols.clip(0, w - 1)]
    return np.where(inside, moved, np.asarray(fill).astype(image.dtype))
