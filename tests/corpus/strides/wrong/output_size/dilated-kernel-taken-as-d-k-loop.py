# dilated-kernel-taken-as-d-k
def output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    if size < 1 or kernel_size < 1 or stride < 1 or dilation < 1 or padding < 0:
        raise ValueError("sizes, stride and dilation of at least 1, padding of at least 0")
    last, end, places = -padding, size + padding, 0
    while last + dilation * kernel_size - 1 < end:
        places += 1
        last += stride
    if places == 0:
        raise ValueError("no place for the kernel")
    return places
