def conv2d_single(x, weight, bias=0.0):
    if x.ndim != 3 or weight.ndim != 3:
        raise ValueError(f"expected three axes, got {x.shape} and {weight.shape}")
    (c, height, width), (depth, kh, kw) = x.shape, weight.shape
    if c != depth:
        raise ValueError(f"expected equal channels, got {c} and {depth}")
    if kh > height or kw > width:
        raise ValueError("the filter does not fit")
    oh, ow = height - kh + 1, width - kw + 1
    size = (height, width)
    spectrum = np.fft.rfft2(x) * np.conj(np.fft.rfft2(weight, s=size))
    return np.fft.irfft2(spectrum.sum(axis=0), s=size)[:oh, :ow] + bias
