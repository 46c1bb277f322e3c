def conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4:
        raise ValueError(f"expected four axes, got {x.shape} and {weight.shape}")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    if c != depth:
        raise ValueError(f"expected equal channels, got {c} and {depth}")
    if kh > height or kw > width:
        raise ValueError("the filters do not fit")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"expected {f} biases, got {np.shape(bias)}")
    oh, ow = height - kh + 1, width - kw + 1
    size = (height, width)
    spectrum = np.einsum("nchw,fchw->nfhw", np.fft.rfft2(x), np.conj(np.fft.rfft2(weight, s=size)))
    out = np.fft.irfft2(spectrum, s=size)[:, :, :oh, :ow]

    return out if bias is None else out + bias.reshape(1, f, 1, 1)
