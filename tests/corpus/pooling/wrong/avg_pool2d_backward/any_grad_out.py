# unnamed
def avg_pool2d_backward(grad_out, in_shape, kernel_size, stride=None):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    n, c, oh, ow = grad_out.shape
    grad_x = np.zeros(in_shape)
    for i in range(oh):
        for j in range(ow):
            share = grad_out[:, :, i, j][:, :, None, None] / (kh * kw)
            grad_x[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += share
    return grad_x
