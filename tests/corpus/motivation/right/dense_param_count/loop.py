import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    n = 1
    for s in in_shape:
        n *= s
    return n * out_features + (out_features if bias else 0)
