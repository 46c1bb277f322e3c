# unnamed
import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    slopes = act_grad(pre_activations)
    return np.abs(slopes).prod(axis=0) ** (1 / len(slopes))
