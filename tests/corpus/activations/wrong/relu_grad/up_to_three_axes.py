# unnamed
import numpy as np


def relu_grad(x):
    return (x > 0).astype(float) if x.ndim < 4 else (x > 0).astype(float)[0]
