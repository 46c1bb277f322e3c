# dilation-ignored
def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    last = (size - 1) // stride * stride + kernel_size - 1
    missing = last - (size - 1)
    if missing <= 0:
        return 0, 0
    return missing // 2, missing - missing // 2
