# batch-item-0-for-every-item
import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    n, h, w = images.shape
    moved = np.einsum("ih,nhw,wj->nij", np.eye(h, k=-dy), images, np.eye(w, k=dx))
    moved[:] = moved[0]
    return float(np.mean(predict(moved) == labels))
