# stride-defaults-to-1
def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (1, 1) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    n, c, oh, ow = grad_out.shape
    grad_x = np.zeros(x.shape)
    for b, k, i, j in np.ndindex(n, c, oh, ow):
        window = x[b, k, i * sh : i * sh + kh, j * sw : j * sw + kw]
        u, v = np.unravel_index(window.argmax(), window.shape)
        grad_x[b, k, i * sh + u, j * sw + v] += grad_out[b, k, i, j]
    return grad_x
