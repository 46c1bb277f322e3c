# border-repeated-instead-of-wrapped


def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    h, w = x.shape[2:]
    i, j = np.arange(h), np.arange(w)
    up, down = np.maximum(i - 1, 0), np.minimum(i + 1, h - 1)
    x = (x[:, :, up] + 2 * x + x[:, :, down]) / 4
    left, right = np.maximum(j - 1, 0), np.minimum(j + 1, w - 1)
    x = (x[..., left] + 2 * x + x[..., right]) / 4
    return x[:, :, ::stride, ::stride].copy()
