# unnamed
import numpy as np


def chain_gradient(act_grad, pre_activations):
    return np.prod(act_grad(np.asarray(pre_activations)), axis=0)
