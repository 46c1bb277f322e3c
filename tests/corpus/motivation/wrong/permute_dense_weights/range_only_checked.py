# unnamed
import numpy as np


def permute_dense_weights(weight, perm):
    if weight.ndim != 2 or len(perm) != weight.shape[1] or perm.min() < 0 or perm.max() >= len(perm):
        raise ValueError("shapes")
    return weight[:, perm]
