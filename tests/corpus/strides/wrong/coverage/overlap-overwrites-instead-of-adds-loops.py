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
    counts = [[0] * width for _ in range(height)]
    for i in range(oh):
        for j in range(ow):
            for u in range(kh):
                for v in range(kw):
                    p, q = i * sh + u - ph, j * sw + v - pw
                    if 0 <= p < height and 0 <= q < width:
                        counts[p][q] = 1
    return np.array(counts)
