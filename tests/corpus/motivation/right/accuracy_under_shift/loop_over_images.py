import numpy as np


def accuracy_under_shift(predict, images, labels, dy, dx):
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError("shapes")
    n, h, w = images.shape
    moved = np.zeros((n, h, w))
    for m, image in enumerate(images):
        for i in range(h):
            for j in range(w):
                if 0 <= i + dy < h and 0 <= j + dx < w:
                    moved[m, i + dy, j + dx] = image[i, j]
    hits = 0
    for said, label in zip(predict(moved), labels):
        if said == label:
            hits += 1
    return hits / n
