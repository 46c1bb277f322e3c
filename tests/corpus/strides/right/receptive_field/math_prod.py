import math


def receptive_field(layers):
    for layer in layers:
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"not a layer: {layer}")
    whole = [tuple(layer) + (1,) * (3 - len(layer)) for layer in layers]
    size = 1 + sum(
        d * (k - 1) * math.prod(s for _, s, _ in whole[:index]) for index, (k, _, d) in enumerate(whole)
    )
    return size, math.prod(s for _, s, _ in whole)
