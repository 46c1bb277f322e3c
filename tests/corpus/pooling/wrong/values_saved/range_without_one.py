# the-1-missing
def values_saved(in_shape, kernel_size, stride=None):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    if len(in_shape) < 2 or min(*in_shape, kh, kw, sh, sw) < 1:
        raise ValueError("sizes")
    h, w = in_shape[-2:]
    if kh > h or kw > w:
        raise ValueError("kernel")
    return 1 - len(range(0, h - kh, sh)) * len(range(0, w - kw, sw)) / (h * w)
