import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    slopes = act_grad(pre_activations)
    out = np.empty(slopes.shape[1])
    for u in range(slopes.shape[1]):
        product = 1.0
        for value in slopes[:, u]:
            product *= value
        out[u] = product
    return out
