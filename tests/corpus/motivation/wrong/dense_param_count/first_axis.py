# unnamed
import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    return (in_shape[0] if in_shape else 1) * out_features + out_features * bool(bias)
