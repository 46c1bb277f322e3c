# unnamed
import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    import math

    return out_features * (math.prod(in_shape[-2:]) + int(bias))
