import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    def move(a, step, axis):
        size = a.shape[axis]
        step = max(-size, min(step, size))
        shape = list(a.shape)
        shape[axis] = abs(step)
        new = np.full(shape, fill, a.dtype)
        if step >= 0:
            kept = np.take(a, range(size - step), axis=axis)
            return np.concatenate([new, kept], axis=axis)
        kept = np.take(a, range(-step, size), axis=axis)
        return np.concatenate([kept, new], axis=axis)

    return move(move(image, dy, -2), dx, -1)
