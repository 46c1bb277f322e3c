import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    total = np.eye(pre_activations.shape[1])
    for z in pre_activations:
        total = np.diag(act_grad(z)) @ total
    return np.diag(total).copy()
