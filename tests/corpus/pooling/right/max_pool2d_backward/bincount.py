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
    view = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), (2, 3))[:, :, ::sh, ::sw]
    winner = view.reshape(n, c, oh, ow, kh * kw).argmax(-1)
    b, k, i, j = np.ogrid[:n, :c, :oh, :ow]
    index = ((b * c + k) * h + i * sh + winner // kw) * w + j * sw + winner % kw
    flat = np.bincount(index.ravel(), weights=grad_out.ravel(), minlength=x.size)
    return flat.reshape(x.shape)
