import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    g = np.ones(pre_activations.shape[1])
    for z in pre_activations[::-1]:
        g *= act_grad(z)
    return g
