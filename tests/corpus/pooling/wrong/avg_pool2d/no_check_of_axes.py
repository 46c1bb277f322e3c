# unnamed
def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    ph, pw = (padding, padding) if np.ndim(padding) == 0 else padding
    edges = [(0, 0)] * (x.ndim - 2) + [(ph, ph), (pw, pw)]
    view = np.lib.stride_tricks.sliding_window_view
    sums = view(np.pad(x, edges), (kh, kw), (-2, -1))[..., ::sh, ::sw, :, :].sum((-2, -1))
    ones = view(np.pad(np.ones(x.shape), edges), (kh, kw), (-2, -1))[..., ::sh, ::sw, :, :]
    return sums / (kh * kw if count_include_pad else ones.sum((-2, -1)))
