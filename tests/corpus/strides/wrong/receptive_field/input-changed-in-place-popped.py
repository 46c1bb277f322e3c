# input-changed-in-place
def receptive_field(layers):
    size, jump = 1, 1
    while layers:
        layers = layers if isinstance(layers, list) else list(layers)
        layer = layers.pop(0)
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"not a layer: {layer}")
        kernel, stride, dilation = (*layer, 1)[:3]
        size += dilation * (kernel - 1) * jump
        jump *= stride
    return size, jump
