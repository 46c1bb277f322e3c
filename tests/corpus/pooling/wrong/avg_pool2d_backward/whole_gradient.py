# gradient-not-divided-by-the-area
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
    for i in range(oh):
        for j in range(ow):
            share = grad_out[:, :, i, j][:, :, None, None]
            grad_x[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += share
    return grad_x
