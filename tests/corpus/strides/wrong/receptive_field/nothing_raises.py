# unnamed
def receptive_field(layers):
    size, jump = 1, 1
    for layer in layers:
        kernel, stride, dilation = (*layer, 1)[:3]
        size += dilation * (kernel - 1) * jump
        jump *= stride
    return size, jump
