def output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    valid = min(size, kernel_size, stride, dilation) > 0 <= padding
    reach = dilation * kernel_size - dilation + 1
    if not valid or reach > size + padding + padding:
        raise ValueError((size, kernel_size, stride, padding, dilation))
    return 1 + (size + padding + padding - reach) // stride
