# instead-of
import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    out = np.ones(pre_activations.shape[1])
    for z in pre_activations:
        out = act_grad(z)
    return np.array(out)
