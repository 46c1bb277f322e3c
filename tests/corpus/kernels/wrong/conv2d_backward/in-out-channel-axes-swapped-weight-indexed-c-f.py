# in-out-channel-axes-swapped
import numpy as np


def conv2d_backward(grad_out, x, weight):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "conv2d_backward: expected x (N, C, H, W) and weight (F, C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    (n, _, height, width), (f, _, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(
            f"conv2d_backward: expected grad_out of shape {(n, f, oh, ow)}, all at least 1, "
            f"got {grad_out.shape}; it has the shape of conv2d(x, weight)"
        )
    grad_x, grad_weight = np.zeros(x.shape), np.zeros(weight.shape)
    for a, b, i, j in np.ndindex(grad_out.shape):
        g = grad_out[a, b, i, j]
        for c in range(x.shape[1]):
            window = (a, c, slice(i, i + kh), slice(j, j + kw))
            grad_weight[c, b] += g * x[window]
            grad_x[window] += g * weight[c, b]
    return grad_x, grad_weight, grad_out.sum(axis=(0, 2, 3))
