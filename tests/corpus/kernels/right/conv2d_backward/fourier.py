def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    size = (height, width)
    spectrum = np.fft.rfft2(grad_out, s=size)
    grad_x = np.fft.irfft2(
        np.einsum("nfhw,fchw->nchw", spectrum, np.fft.rfft2(weight, s=size)), s=size
    )
    grad_weight = np.fft.irfft2(
        np.einsum("nfhw,nchw->fchw", np.conj(spectrum), np.fft.rfft2(x)), s=size
    )[:, :, :kh, :kw]
    return grad_x, grad_weight, spectrum[:, :, 0, 0].real.sum(axis=0)
