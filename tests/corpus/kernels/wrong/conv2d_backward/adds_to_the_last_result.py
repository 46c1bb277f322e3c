# unnamed

_kept = {}


def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    grad_x = np.zeros(x.shape)
    grad_weight = _kept.setdefault(weight.shape, np.zeros(weight.shape))
    for b, g, i, j in np.ndindex(grad_out.shape):
        grad_x[b, :, i : i + kh, j : j + kw] += grad_out[b, g, i, j] * weight[g]
        grad_weight[g] += grad_out[b, g, i, j] * x[b, :, i : i + kh, j : j + kw]
    return grad_x, grad_weight.copy(), grad_out.sum(axis=(0, 2, 3))
