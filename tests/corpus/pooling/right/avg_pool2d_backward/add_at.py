def avg_pool2d_backward(grad_out, in_shape, kernel_size, stride=None):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    if len(in_shape) != 4 or min(*in_shape, kh, kw, sh, sw) < 1:
        raise ValueError("in_shape or sizes")
    n, c, h, w = in_shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if kh > h or kw > w or grad_out.shape != (n, c, oh, ow):
        raise ValueError("grad_out")
    grad_x = np.zeros(in_shape)
    i = np.arange(oh)[:, None, None, None] * sh + np.arange(kh)[None, None, :, None]
    j = np.arange(ow)[None, :, None, None] * sw + np.arange(kw)[None, None, None, :]
    share = np.broadcast_to(grad_out[..., None, None] / (kh * kw), (n, c, oh, ow, kh, kw))
    np.add.at(grad_x, (slice(None), slice(None), i, j), share)
    return grad_x
