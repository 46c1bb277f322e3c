# batch-or-channel-axis-padded-too
import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    n, h, w = images.shape
    moved = np.zeros_like(images)
    for m in range(n):
        for i in range(h):
            if 0 <= m - dy < n and 0 <= i - dx < h:
                moved[m, i] = images[m - dy, i - dx]
    return float(np.mean(predict(moved) == labels))
