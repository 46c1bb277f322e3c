import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    n, h, w = images.shape
    rows, cols = np.arange(h) - dy, np.arange(w) - dx
    ok = ((rows >= 0) & (rows < h))[:, None] & ((cols >= 0) & (cols < w))
    moved = np.where(ok, images[:, rows.clip(0, h - 1)[:, None], cols.clip(0, w - 1)], 0.0)
    return 1.0 - float(np.mean(predict(moved) != labels))
