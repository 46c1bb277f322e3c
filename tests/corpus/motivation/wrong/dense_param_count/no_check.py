# unnamed
import numpy as np


def dense_param_count(in_shape, out_features, bias=True):

    return int(np.prod(in_shape)) * out_features + out_features * bool(bias)
