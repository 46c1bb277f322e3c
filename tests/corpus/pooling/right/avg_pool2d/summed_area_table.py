def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    ph, pw = (padding, padding) if np.ndim(padding) == 0 else padding
    if x.ndim != 4:
        raise ValueError("x")
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("sizes")
    if kh > x.shape[2] + 2 * ph or kw > x.shape[3] + 2 * pw:
        raise ValueError("kernel")

    def box_sums(a):
        table = np.zeros((*a.shape[:2], a.shape[2] + 1, a.shape[3] + 1))
        table[:, :, 1:, 1:] = a.cumsum(2).cumsum(3)
        full = (
            table[:, :, kh:, kw:]
            - table[:, :, :-kh, kw:]
            - table[:, :, kh:, :-kw]
            + table[:, :, :-kh, :-kw]
        )
        return full[:, :, ::sh, ::sw]

    edges = ((0, 0), (0, 0), (ph, ph), (pw, pw))
    inside = np.pad(np.ones((1, 1, *x.shape[2:])), edges, constant_values=float(count_include_pad))
    return box_sums(np.pad(x, edges)) / np.round(box_sums(inside))
