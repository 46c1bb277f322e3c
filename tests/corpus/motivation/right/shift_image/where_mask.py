import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    h, w = image.shape[-2:]
    rows, cols = np.arange(h)[:, None] - dy, np.arange(w)[None, :] - dx
    inside = (rows >= 0) & (rows < h) & (cols >= 0) & (cols < w)
    moved = image[..., rows % h, cols % w]
    return np.where(inside, moved, np.asarray(fill).astype(image.dtype))
