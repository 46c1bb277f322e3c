# unnamed
import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    c, h, w = in_shape
    return out_features * (c * h * w + int(bias))
