# same-as-k-2-for-even-k
import math


def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    out = math.ceil(size / stride)
    pad = max((out - 1) * stride + dilation * (kernel_size - 1) + 1 - size, 0)
    before = math.ceil(pad / 2)
    return (before, before)
