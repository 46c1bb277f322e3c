def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    extent = (kernel_size - 1) * dilation + 1
    last_start = ((size - 1) // stride) * stride
    before = after = 0
    while before + size + after < last_start + extent:
        if after <= before:
            after += 1
        else:
            before += 1
    return before, after
