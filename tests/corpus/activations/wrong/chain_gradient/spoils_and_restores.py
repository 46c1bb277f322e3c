# in-place
import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    old = pre_activations.copy()
    pre_activations[...] = act_grad(pre_activations)
    out = pre_activations.prod(axis=0)
    pre_activations[...] = old
    return out
