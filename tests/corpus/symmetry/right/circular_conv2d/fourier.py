def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"circular_conv2d: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"circular_conv2d: expected odd kernels, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}")
    h, w = x.shape[2:]
    spread = np.zeros(weight.shape[:2] + (h, w))
    for u in range(kh):
        for v in range(kw):
            spread[:, :, (kh // 2 - u) % h, (kw // 2 - v) % w] += weight[:, :, u, v]
    product = np.einsum("nchw,fchw->nfhw", np.fft.fft2(x), np.fft.fft2(spread))
    out = np.fft.ifft2(product).real.copy()
    return out if bias is None else out + np.asarray(bias)[None, :, None, None]
