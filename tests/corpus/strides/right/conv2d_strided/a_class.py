import numpy as np


def two(value, least):
    pair = (value, value) if np.ndim(value) == 0 else tuple(value)
    if len(pair) != 2 or min(pair) < least:
        raise ValueError(f"not a pair of at least {least}: {value}")
    return pair


def prepared(x, weight, bias, stride, padding, dilation):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError("x (N, C, H, W) and weight (F, C, kh, kw)")
    if bias is not None and np.shape(bias) != (len(weight),):
        raise ValueError("one bias a filter")
    (sh, sw), (ph, pw), (dh, dw) = two(stride, 1), two(padding, 0), two(dilation, 1)
    kh, kw = weight.shape[2:]
    oh = (x.shape[2] + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    ow = (x.shape[3] + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel does not fit")
    return (sh, sw), (ph, pw), (dh, dw), (oh, ow)


class Layer:
    def __init__(self, weight, bias, stride, dilation, size):
        self.weight, self.bias = weight, np.zeros(len(weight)) if bias is None else bias
        self.stride, self.dilation, self.size = stride, dilation, size

    def part(self, x, u, v):
        (oh, ow), (sh, sw), (dh, dw) = self.size, self.stride, self.dilation
        return x[:, :, u * dh : u * dh + sh * oh : sh, v * dw : v * dw + sw * ow : sw][:, :, :oh, :ow]

    def __call__(self, x):
        out = np.zeros((len(x), len(self.weight), *self.size)) + self.bias[:, None, None]
        for u, v in np.ndindex(self.weight.shape[2:]):
            out += np.moveaxis(np.tensordot(self.weight[..., u, v], self.part(x, u, v), (1, 1)), 1, 0)
        return out


def conv2d_strided(x, weight, bias=None, stride=1, padding=0, dilation=1):
    (sh, sw), (ph, pw), (dh, dw), (oh, ow) = prepared(x, weight, bias, stride, padding, dilation)
    (n, c, height, width), (f, _, kh, kw) = x.shape, weight.shape
    return Layer(weight, bias, (sh, sw), (dh, dw), (oh, ow))(np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw))))
