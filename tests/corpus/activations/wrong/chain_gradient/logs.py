# unnamed
import numpy as np


def chain_gradient(act_grad, pre_activations):
    if pre_activations.ndim != 2:
        raise ValueError("axes")
    with np.errstate(all="ignore"):
        return np.exp(np.log(np.abs(act_grad(pre_activations))).sum(0))
