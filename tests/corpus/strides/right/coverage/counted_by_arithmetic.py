def coverage(in_size, kernel_size, stride=1, padding=0):
    (height, width), (kh, kw), (sh, sw), (ph, pw) = (
        (size, size) if np.ndim(size) == 0 else size
        for size in (in_size, kernel_size, stride, padding)
    )
    if (
        min(height, width, kh, kw, sh, sw) < 1
        or min(ph, pw) < 0
        or kh > height + 2 * ph
        or kw > width + 2 * pw
    ):
        raise ValueError(
            f"coverage: expected a window that fits into {in_size} with padding {padding}, "
            f"got {kernel_size} with stride {stride}; mend one of them"
        )
    def seen(i, n, k, s, p):
        last = (n + 2 * p - k) // s
        lo = max(0, -(-(i + p - k + 1) // s))
        hi = min(last, (i + p) // s)
        return max(hi - lo + 1, 0)
    return np.array([[seen(i, height, kh, sh, ph) * seen(j, width, kw, sw, pw) for j in range(width)] for i in range(height)])
