# flipped-on-one-axis
import numpy as np


def correlate2d(image, kernel, bias=0.0):
    kernel = kernel[::-1]
    kh, kw = kernel.shape
    if image.ndim != 2 or kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("does not fit")
    out = []
    for top in range(image.shape[0] - kh + 1):
        row = []
        for left in range(image.shape[1] - kw + 1):
            row.append(float((image[top : top + kh, left : left + kw] * kernel).sum()) + bias)
        out.append(row)
    return np.array(out)
