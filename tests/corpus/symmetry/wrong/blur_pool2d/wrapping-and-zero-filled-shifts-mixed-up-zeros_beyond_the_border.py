# wrapping-and-zero-filled-shifts-mixed-up


def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    p = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    rows = (p[:, :, :-2] + 2 * p[:, :, 1:-1] + p[:, :, 2:]) / 4
    out = (rows[..., :-2] + 2 * rows[..., 1:-1] + rows[..., 2:]) / 4
    return out[:, :, ::stride, ::stride].copy()
