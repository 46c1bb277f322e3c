# unnamed
import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    n, h, w = images.shape
    dy, dx = max(1 - h, min(dy, h - 1)), max(1 - w, min(dx, w - 1))
    moved = np.einsum("ih,nhw,wj->nij", np.eye(h, k=-dy), images, np.eye(w, k=dx))
    return float(np.mean(predict(moved) == labels))
