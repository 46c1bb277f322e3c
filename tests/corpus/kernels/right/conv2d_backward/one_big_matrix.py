def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    matrix = np.zeros((f, oh, ow, c, height, width))
    for i, j in np.ndindex(oh, ow):
        matrix[:, i, j, :, i : i + kh, j : j + kw] = weight
    matrix = matrix.reshape(f * oh * ow, -1)
    grad_x = (grad_out.reshape(n, -1) @ matrix).reshape(x.shape)
    outer = np.einsum("no,ni->oi", grad_out.reshape(n, -1), x.reshape(n, -1))
    outer = outer.reshape(f, oh, ow, c, height, width)
    grad_weight = sum(
        outer[:, i, j, :, i : i + kh, j : j + kw] for i in range(oh) for j in range(ow)
    )
    return grad_x, grad_weight, grad_out.sum((0, 2, 3))
