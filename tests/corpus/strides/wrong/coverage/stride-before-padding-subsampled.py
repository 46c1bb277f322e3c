# stride-before-padding
import numpy as np


def two(value, least):
    pair = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
    if len(pair) != 2 or min(pair) < least:
        raise ValueError(f"expected a pair of at least {least}, got {value}")
    return pair


def coverage(in_size, kernel_size, stride=1, padding=0):
    (height, width), (kh, kw) = two(in_size, 1), two(kernel_size, 1)
    (sh, sw), (ph, pw) = two(stride, 1), two(padding, 0)
    if kh > height + 2 * ph or kw > width + 2 * pw:
        raise ValueError("no window fits")
    oh, ow = (height + 2 * ph - kh) // sh + 1, (width + 2 * pw - kw) // sw + 1
    whole = np.zeros((height, width), dtype=int)
    small = whole[::sh, ::sw]
    a, b = small.shape
    if kh > a + 2 * ph or kw > b + 2 * pw:
        raise ValueError("no window fits")
    marks = np.zeros((a + 2 * ph, b + 2 * pw), dtype=int)
    for i in range(a + 2 * ph - kh + 1):
        for j in range(b + 2 * pw - kw + 1):
            marks[i : i + kh, j : j + kw] += 1
    small += marks[ph : ph + a, pw : pw + b]
    return whole
