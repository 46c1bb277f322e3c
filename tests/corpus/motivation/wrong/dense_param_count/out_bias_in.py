# in-out-channel-axes-swapped
import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    n = int(np.prod(in_shape))
    return n * out_features + (n if bias else 0)
