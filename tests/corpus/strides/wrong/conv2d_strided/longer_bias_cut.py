# unnamed
import numpy as np


def two(value, least):
    pair = (value, value) if np.ndim(value) == 0 else tuple(value)
    if len(pair) != 2 or min(pair) < least:
        raise ValueError(f"not a pair of at least {least}: {value}")
    return pair


def prepared(x, weight, bias, stride, padding, dilation):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError("x (N, C, H, W) and weight (F, C, kh, kw)")
    if bias is not None and np.shape(bias)[0:1] < (len(weight),) or np.ndim(bias) != 1:
        raise ValueError("one bias a filter")
    (sh, sw), (ph, pw), (dh, dw) = two(stride, 1), two(padding, 0), two(dilation, 1)
    kh, kw = weight.shape[2:]
    oh = (x.shape[2] + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    ow = (x.shape[3] + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel does not fit")
    return (sh, sw), (ph, pw), (dh, dw), (oh, ow)


def conv2d_strided(x, weight, bias=None, stride=1, padding=0, dilation=1):
    (sh, sw), (ph, pw), (dh, dw), (oh, ow) = prepared(x, weight, bias, stride, padding, dilation)
    (n, c, height, width), (f, _, kh, kw) = x.shape, weight.shape
    padded = np.zeros((n, c, height + 2 * ph, width + 2 * pw))
    padded[:, :, ph : ph + height, pw : pw + width] = x

    out = np.zeros((n, f, oh, ow))
    for u in range(kh):
        for v in range(kw):
            rows = slice(u * dh, u * dh + sh * (oh - 1) + 1, sh)
            columns = slice(v * dw, v * dw + sw * (ow - 1) + 1, sw)
            out += np.einsum("nchw,fc->nfhw", padded[:, :, rows, columns], weight[:, :, u, v])
    if bias is not None:
        out += bias[:f, None, None]
    return out
