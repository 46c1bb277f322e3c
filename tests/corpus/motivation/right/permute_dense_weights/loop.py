import numpy as np


def permute_dense_weights(weight, perm):
    if weight.ndim != 2 or not np.array_equal(np.sort(perm), np.arange(weight.shape[1])):
        raise ValueError("shapes")
    out = np.empty_like(weight)
    for j, p in enumerate(perm):
        out[:, j] = weight[:, p]
    return out
