# wrapping-and-zero-filled-shifts-mixed-up
import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    moved = np.roll(np.roll(images, dy, axis=1), dx, axis=2)
    return np.count_nonzero(predict(moved) == labels) / len(labels)
