import numpy as np


def receptive_field(layers):
    for layer in layers:
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"not a layer: {layer}")
    size, jump = np.int64(1), np.int64(1)
    for layer in layers:
        dilation = 1 if len(layer) == 2 else layer[2]
        size = size + (np.int64(layer[0]) - 1) * dilation * jump
        jump = jump * layer[1]
    return size, jump
