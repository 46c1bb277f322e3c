# wrapping-and-zero-filled-shifts-mixed-up
import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    h, w = image.shape[-2:]
    return image[..., (np.arange(h)[:, None] - dy) % h, (np.arange(w)[None] - dx) % w]
