# a-layers-own-stride-counted-before-its-kernel
from functools import reduce


def receptive_field(layers):
    for layer in layers:
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"not a layer: {layer}")

    def grow(state, layer):
        size, jump = state
        kernel, stride = layer[0], layer[1]
        gap = layer[2] if len(layer) > 2 else 1
        return size + gap * (kernel - 1) * jump * stride, jump * stride

    return reduce(grow, layers, (1, 1))
