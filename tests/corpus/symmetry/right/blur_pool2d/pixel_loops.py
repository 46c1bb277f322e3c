def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    n, c, h, w = x.shape
    rows, columns = range(0, h, stride), range(0, w, stride)
    out = np.empty((n, c, len(rows), len(columns)))
    for a, i in enumerate(rows):
        for b, j in enumerate(columns):
            total = 0.0
            for u, wu in ((-1, 1), (0, 2), (1, 1)):
                for v, wv in ((-1, 1), (0, 2), (1, 1)):
                    total = total + wu * wv * x[:, :, (i + u) % h, (j + v) % w]
            out[:, :, a, b] = total / 16
    return out
