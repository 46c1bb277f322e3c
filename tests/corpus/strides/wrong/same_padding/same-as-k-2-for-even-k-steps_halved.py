# same-as-k-2-for-even-k
def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    each = dilation * (kernel_size - 1) // 2
    return (each, each)
