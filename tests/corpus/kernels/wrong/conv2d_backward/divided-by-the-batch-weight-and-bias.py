# divided-by-the-batch
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


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
    grad_x = np.zeros(x.shape)
    for a in range(n):
        for i in range(oh):
            for j in range(ow):
                grad_x[a, :, i : i + kh, j : j + kw] += np.tensordot(
                    grad_out[a, :, i, j], weight, 1
                )
    seen = sliding_window_view(x, (oh, ow), axis=(2, 3))
    grad_weight = np.mean([np.einsum("fij,cuvij->fcuv", g, s) for g, s in zip(grad_out, seen)], 0)
    grad_bias = grad_out.sum(axis=(2, 3)).sum(axis=0) / n
    return grad_x, grad_weight, grad_bias
