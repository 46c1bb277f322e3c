def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    grad_x, grad_weight, grad_bias = np.zeros(x.shape), np.zeros(weight.shape), np.zeros(f)
    for b, g, i, j in np.ndindex(n, f, oh, ow):
        share = grad_out[b, g, i, j]
        grad_bias[g] += share
        for k, u, v in np.ndindex(c, kh, kw):
            grad_x[b, k, i + u, j + v] += share * weight[g, k, u, v]
            grad_weight[g, k, u, v] += share * x[b, k, i + u, j + v]
    return grad_x, grad_weight, grad_bias
