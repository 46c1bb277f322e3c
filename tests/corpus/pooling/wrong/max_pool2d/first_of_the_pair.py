# kernel-width-taken-as-its-height
def max_pool2d(x, kernel_size, stride=None, padding=0):
    k = kernel_size if np.ndim(kernel_size) == 0 else kernel_size[0]
    stride = k if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    ph, pw = (padding, padding) if np.ndim(padding) == 0 else padding
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    view = np.lib.stride_tricks.sliding_window_view(padded, (k, k), (2, 3))
    return view[:, :, ::sh, ::sw].max((4, 5))
