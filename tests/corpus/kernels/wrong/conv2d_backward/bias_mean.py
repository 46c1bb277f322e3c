# bias-gradient-a-mean


def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    grad_x, grad_weight = np.zeros(x.shape), np.zeros(weight.shape)
    grad_bias = grad_out.mean(axis=(0, 2, 3))
    for u in range(kh):
        for v in range(kw):
            part = x[:, :, u : u + oh, v : v + ow]
            grad_weight[:, :, u, v] = np.einsum("nfij,ncij->fc", grad_out, part)
            grad_x[:, :, u : u + oh, v : v + ow] += np.einsum(
                "nfij,fc->ncij", grad_out, weight[:, :, u, v]
            )
    return grad_x, grad_weight, grad_bias
