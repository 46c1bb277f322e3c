import numpy as np


def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(s < 1 for s in in_shape):
        raise ValueError("size")
    from functools import reduce

    inputs = reduce(lambda a, b: a * b, in_shape, 1)
    return sum(inputs + (1 if bias else 0) for _ in range(out_features))
