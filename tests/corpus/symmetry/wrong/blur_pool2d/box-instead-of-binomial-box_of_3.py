# box-instead-of-binomial


def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    out = sum(np.roll(x, (u, v), axis=(2, 3)) for u in (-1, 0, 1) for v in (-1, 0, 1)) / 9
    return out[:, :, ::stride, ::stride].copy()
