# unnamed
import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    def moved(images, dy, dx):
        out = np.zeros_like(images)
        n, h, w = images.shape
        for i in range(h):
            for j in range(w):
                if 0 <= i - dy < h and 0 <= j - dx < w:
                    out[:, i, j] = images[:, i - dy, j - dx]
        return out
    return 100.0 * float(np.mean(predict(moved(images, dy, dx)) == labels))
