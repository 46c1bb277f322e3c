# overlap-overwrites-instead-of-adds
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
    marks = np.zeros((height + 2 * ph, width + 2 * pw), dtype=int)
    for i in range(oh):
        for j in range(ow):
            marks[i * sh : i * sh + kh, j * sw : j * sw + kw] = 1
    return marks[ph : ph + height, pw : pw + width].copy()
