# a-layers-own-stride-counted-before-its-kernel
def receptive_field(layers):
    size, jump = 1, 1
    for layer in layers:
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"not a layer: {layer}")
        kernel, stride, dilation = (*layer, 1)[:3]
        jump *= stride
        size += dilation * (kernel - 1) * jump
    return size, jump
