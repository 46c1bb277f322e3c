import numpy as np


def receptive_field(layers):
    for layer in layers:
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"not a layer: {layer}")
    kernel, jump = np.ones(1), 1
    for k, s, *d in layers:
        spread = np.zeros(((k - 1) * (d[0] if d else 1)) * jump + 1)
        spread[:: max((d[0] if d else 1) * jump, 1)] = 1
        kernel = np.convolve(kernel, spread)
        jump *= s
    return len(kernel), jump
