def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    grad_x = np.zeros(x.shape)
    grad_weight = np.zeros(weight.shape)
    grad_bias = np.zeros(f)
    for b in range(n):
        for g in range(f):
            for i in range(oh):
                for j in range(ow):
                    share = grad_out[b, g, i, j]
                    grad_x[b, :, i : i + kh, j : j + kw] += share * weight[g]
                    grad_weight[g] += share * x[b, :, i : i + kh, j : j + kw]
                    grad_bias[g] += share
    return grad_x, grad_weight, grad_bias
