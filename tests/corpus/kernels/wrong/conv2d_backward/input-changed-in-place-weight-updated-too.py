# input-changed-in-place
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
    for i in range(oh):
        for j in range(ow):
            share = grad_out[:, :, i, j]
            grad_weight += np.einsum("nf,ncuv->fcuv", share, x[:, :, i : i + kh, j : j + kw])
            grad_x[:, :, i : i + kh, j : j + kw] += np.einsum("nf,fcuv->ncuv", share, weight)
    grad_bias = grad_out.sum(axis=(0, 2, 3))
    weight -= 0.1 * grad_weight
    return grad_x, grad_weight, grad_bias
