# old-pixels-left-standing
import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    n, h, w = images.shape
    moved = images.copy()
    for i in range(h):
        for j in range(w):
            if 0 <= i - dy < h and 0 <= j - dx < w:
                moved[:, i, j] = images[:, i - dy, j - dx]
    return float(np.mean(predict(moved) == labels))
