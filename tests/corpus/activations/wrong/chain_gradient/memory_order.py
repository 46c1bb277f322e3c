# unnamed
import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    slopes = act_grad(pre_activations).ravel(order="K").reshape(pre_activations.shape)
    return slopes.prod(axis=0)
