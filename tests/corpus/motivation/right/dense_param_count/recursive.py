import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    def size(shape):
        return shape[0] * size(shape[1:]) if len(shape) else 1

    if not bias:
        return out_features * size(in_shape)
    return out_features * (size(in_shape) + 1)
