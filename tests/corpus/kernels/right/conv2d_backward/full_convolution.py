def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    view = np.lib.stride_tricks.sliding_window_view
    padded = np.pad(grad_out, ((0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)))
    grad_x = np.einsum(
        "nfhwuv,fcuv->nchw", view(padded, (kh, kw), axis=(2, 3)), weight[:, :, ::-1, ::-1]
    )
    grad_weight = np.einsum("ncuvij,nfij->fcuv", view(x, (oh, ow), axis=(2, 3)), grad_out)
    grad_bias = np.einsum("nfij->f", grad_out)
    return grad_x, grad_weight, grad_bias
