def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    reach = 1 + dilation * (kernel_size - 1)
    rest = size % stride
    total = max(reach - (rest or stride), 0)
    half, odd = divmod(total, 2)
    return half, half + odd
