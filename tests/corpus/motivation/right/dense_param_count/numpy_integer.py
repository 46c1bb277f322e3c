import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    return np.int64(out_features) * (np.prod(np.array(in_shape, dtype=np.int64), dtype=np.int64) + np.int64(bias))
