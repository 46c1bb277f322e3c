# unnamed
def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    places = -(-size // stride)
    total = max((places - 1) * stride + min(dilation, 8) * (kernel_size - 1) + 1 - size, 0)
    return total // 2, total - total // 2
