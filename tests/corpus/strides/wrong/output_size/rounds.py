# unnamed
import math


def output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    if size < 1 or kernel_size < 1 or stride < 1 or dilation < 1 or padding < 0:
        raise ValueError("sizes, stride and dilation of at least 1, padding of at least 0")
    n = round((size + 2 * padding - dilation * (kernel_size - 1) - 1) / stride + 1)
    if n < 1:
        raise ValueError(f"no output: {n}")
    return n
