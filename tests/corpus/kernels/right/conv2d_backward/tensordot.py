def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(2, 3))
    grad_weight = np.tensordot(grad_out, windows, axes=([0, 2, 3], [0, 2, 3]))
    shares = np.tensordot(grad_out, weight, axes=(1, 0))
    grad_x = np.zeros(x.shape)
    for i in range(oh):
        for j in range(ow):
            grad_x[:, :, i : i + kh, j : j + kw] += shares[:, i, j]
    return grad_x, grad_weight, np.sum(np.sum(grad_out, axis=(2, 3)), axis=0)
