def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    if x.ndim != 4 or min(kh, kw, sh, sw) < 1:
        raise ValueError("x or sizes")
    n, c, h, w = x.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if kh > h or kw > w or grad_out.shape != (n, c, oh, ow):
        raise ValueError("grad_out")
    grad_x = np.zeros(x.shape)
    for i, j in np.ndindex(oh, ow):
        part = (slice(None), slice(None), slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw))
        flat = x[part].reshape(n, c, -1)
        ties = flat == flat.max(-1, keepdims=True)
        first = ties & (ties.cumsum(-1) == 1)
        grad_x[part] += (first * grad_out[:, :, i, j, None]).reshape(n, c, kh, kw)
    return grad_x
