# in-place
import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    pre_activations[...] = act_grad(pre_activations)
    return pre_activations.prod(0)
