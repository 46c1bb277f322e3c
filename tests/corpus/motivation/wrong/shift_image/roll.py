# wrapping-and-zero-filled-shifts-mixed-up
import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    return np.roll(image, (dy, dx), axis=(-2, -1))
