def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    places = len(range(0, size, stride))
    needed = stride * (places - 1) + len(range(0, dilation * (kernel_size - 1) + 1))
    total = needed - size if needed > size else 0
    return tuple([total >> 1, total - (total >> 1)])
