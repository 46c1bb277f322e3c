def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    buffer = np.zeros(x.size + weight.size + f)
    grad_x = buffer[: x.size].reshape(x.shape)
    grad_weight = buffer[x.size : x.size + weight.size].reshape(weight.shape)
    grad_bias = buffer[x.size + weight.size :]
    for b, g, i, j in np.ndindex(grad_out.shape):
        grad_x[b, :, i : i + kh, j : j + kw] += grad_out[b, g, i, j] * weight[g]
        grad_weight[g] += grad_out[b, g, i, j] * x[b, :, i : i + kh, j : j + kw]
        grad_bias[g] += grad_out[b, g, i, j]
    return grad_x, grad_weight, grad_bias
