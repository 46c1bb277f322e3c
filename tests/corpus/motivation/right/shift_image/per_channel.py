import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    if image.ndim == 3:
        return np.stack([shift_image(channel, dy, dx, fill) for channel in image])
    h, w = image.shape
    out = np.full((h, w), fill, image.dtype)
    for i, row in enumerate(image):
        for j, value in enumerate(row):
            if 0 <= i + dy < h and 0 <= j + dx < w:
                out[i + dy, j + dx] = value
    return out
