# blurred-on-one-axis-only


def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    x = (np.roll(x, 1, -1) + 2 * x + np.roll(x, -1, -1)) / 4
    return x[:, :, ::stride, ::stride].copy()
