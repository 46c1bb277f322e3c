def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    h, w = x.shape[2:]
    gain_h = (1 + np.cos(2 * np.pi * np.arange(h) / h)) / 2
    gain_w = (1 + np.cos(2 * np.pi * np.arange(w) / w)) / 2
    blurred = np.fft.ifft2(np.fft.fft2(x) * np.outer(gain_h, gain_w)).real
    return blurred[:, :, ::stride, ::stride].copy()
