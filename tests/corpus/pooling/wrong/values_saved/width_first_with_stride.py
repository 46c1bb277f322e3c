# kernel-pair-swapped
def values_saved(in_shape, kernel_size, stride=None):
    kw, kh = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    h, w = in_shape[-2:]
    return 1 - ((h - kh) // sh + 1) * ((w - kw) // sw + 1) / (h * w)
