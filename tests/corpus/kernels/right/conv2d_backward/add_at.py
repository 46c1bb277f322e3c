def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    rows = np.arange(oh)[:, None, None, None] + np.arange(kh)[:, None]
    columns = np.arange(ow)[:, None, None] + np.arange(kw)
    shares = np.einsum("nfij,fcuv->ncijuv", grad_out, weight)
    grad_x = np.zeros(x.shape)
    np.add.at(grad_x, (slice(None), slice(None), rows, columns), shares)
    grad_weight = np.einsum("nfij,ncijuv->fcuv", grad_out, x[:, :, rows, columns])
    return grad_x, grad_weight, grad_out.transpose(1, 0, 2, 3).reshape(f, -1).sum(axis=1)
