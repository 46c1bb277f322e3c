# unnamed
import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    import math

    if out_features < 1:
        raise ValueError("size")
    return out_features * (math.prod(in_shape) + int(bias))
