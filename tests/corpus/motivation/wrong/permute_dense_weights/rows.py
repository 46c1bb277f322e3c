# in-out-channel-axes-swapped
import numpy as np


def permute_dense_weights(weight, perm):
    if weight.ndim != 2 or not np.array_equal(np.sort(perm), np.arange(weight.shape[1])):
        raise ValueError("shapes")
    return weight[perm]
