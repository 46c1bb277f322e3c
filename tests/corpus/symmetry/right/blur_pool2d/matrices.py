def _blur_matrix(n, stride):
    m = np.zeros((n, n))
    for i in range(n):
        m[i, (i - 1) % n] += 0.25
        m[i, i] += 0.5
        m[i, (i + 1) % n] += 0.25
    return m[::stride]


def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    return _blur_matrix(x.shape[2], stride) @ x @ _blur_matrix(x.shape[3], stride).T
