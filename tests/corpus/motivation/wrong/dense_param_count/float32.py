# unnamed
import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    total = np.float32(1)
    for s in in_shape:
        total = np.float32(total * s)
    return int(np.float32(np.float32(out_features) * (total + np.float32(bias))))
