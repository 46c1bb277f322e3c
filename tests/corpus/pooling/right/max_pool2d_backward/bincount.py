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
    flat = np.arange(x.size).reshape(x.shape)
    view = np.lib.stride_tricks.sliding_window_view
    w = view(x, (kh, kw), (2, 3))[:, :, ::sh, ::sw].reshape(n, c, oh, ow, -1)
    f = view(flat, (kh, kw), (2, 3))[:, :, ::sh, ::sw].reshape(n, c, oh, ow, -1)
    where = np.take_along_axis(f, w.argmax(-1)[..., None], -1)
    return np.bincount(where.ravel(), weights=grad_out.ravel(), minlength=x.size).reshape(x.shape)
