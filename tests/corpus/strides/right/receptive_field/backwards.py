def receptive_field(layers):
    for layer in layers:
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"not a layer: {layer}")
    size, jump = 1, 1
    for kernel, stride, *rest in reversed(list(layers)):
        extent = (rest[0] if rest else 1) * (kernel - 1) + 1
        size = (size - 1) * stride + extent
        jump = jump * stride
    return (size, jump)
