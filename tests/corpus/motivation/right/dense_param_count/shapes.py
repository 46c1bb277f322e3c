import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    weight = np.broadcast_to(0.0, (out_features, *in_shape))
    return weight.size + (weight.shape[0] if bias else 0)
