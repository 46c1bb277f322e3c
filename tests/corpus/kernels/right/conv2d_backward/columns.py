def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    columns = np.empty((n, c, kh, kw, oh, ow))
    for u in range(kh):
        for v in range(kw):
            columns[:, :, u, v] = x[:, :, u : u + oh, v : v + ow]
    flat = grad_out.reshape(n, f, oh * ow)
    grad_weight = (flat @ columns.reshape(n, -1, oh * ow).swapaxes(1, 2)).sum(axis=0)
    back = (weight.reshape(f, -1).T @ flat).reshape(columns.shape)
    grad_x = np.zeros(x.shape)
    for u in range(kh):
        for v in range(kw):
            grad_x[:, :, u : u + oh, v : v + ow] += back[:, :, u, v]
    return grad_x, grad_weight.reshape(weight.shape), flat.sum(axis=(0, 2))
