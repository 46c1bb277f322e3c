# unnamed


def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    for axis in (2, 3):
        x = sum(t * np.roll(x, s, axis) for s, t in zip((-2, -1, 0, 1, 2), (1, 4, 6, 4, 1))) / 16
    return x[:, :, ::stride, ::stride].copy()
