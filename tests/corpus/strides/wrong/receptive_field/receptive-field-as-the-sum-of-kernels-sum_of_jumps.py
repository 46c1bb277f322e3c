# receptive-field-as-the-sum-of-kernels
def receptive_field(layers):
    for layer in layers:
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"not a layer: {layer}")
    first, last, jump = 0, 0, 1
    for layer in layers:
        k, s = layer[:2]
        d = layer[2] if len(layer) == 3 else 1
        last += k * d * jump
        jump *= s
    return last - first + 1, jump
