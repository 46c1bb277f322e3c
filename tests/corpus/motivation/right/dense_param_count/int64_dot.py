import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    inputs = np.multiply.reduce(np.array(in_shape, dtype=np.int64))
    return np.dot(np.array([inputs, int(bias)], dtype=np.int64), np.full(2, out_features, dtype=np.int64))
