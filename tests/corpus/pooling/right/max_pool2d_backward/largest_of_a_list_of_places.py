def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    if x.ndim != 4 or min(kh, kw, sh, sw) < 1:
        raise ValueError(
            "max_pool2d_backward: expected x (N, C, H, W), kernel_size and stride of at least 1, "
            f"got {x.shape}, {kernel_size} and {stride}; change the one that is not"
        )
    n, c, height, width = x.shape
    oh, ow = (height - kh) // sh + 1, (width - kw) // sw + 1
    if min(oh, ow) < 1 or grad_out.shape != (n, c, oh, ow):
        raise ValueError(
            f"max_pool2d_backward: expected grad_out of shape {(n, c, oh, ow)}, all at least 1, "
            f"got {grad_out.shape}; it has the shape of max_pool2d(x, kernel_size, stride)"
        )
    g = np.zeros(x.shape)
    for b, k, i, j in np.ndindex(*grad_out.shape):
        spots = [(i * sh + a, j * sw + d) for a in range(kh) for d in range(kw)]
        r, q = max(spots, key=lambda s: x[b, k, s[0], s[1]])
        g[b, k, r, q] += grad_out[b, k, i, j]
    return g
