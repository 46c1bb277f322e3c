# input-changed-in-place
import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    n, h, w = images.shape
    old = images.copy()
    images[...] = np.einsum("ih,nhw,wj->nij", np.eye(h, k=-dy), old, np.eye(w, k=dx))
    share = float(np.mean(predict(images) == labels))
    images[...] = old
    return share
