# unnamed
import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    return np.prod(act_grad(pre_activations[:-1]), axis=0)
