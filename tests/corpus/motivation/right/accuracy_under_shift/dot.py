import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    n, h, w = images.shape
    py, px = min(abs(dy), h), min(abs(dx), w)
    big = np.pad(images, ((0, 0), (py, py), (px, px)))
    sy, sx = max(-py, min(dy, py)), max(-px, min(dx, px))
    moved = big[:, py - sy : py - sy + h, px - sx : px - sx + w]
    right = (predict(moved) == labels).astype(float)
    return float(right @ np.full(n, 1 / n))
