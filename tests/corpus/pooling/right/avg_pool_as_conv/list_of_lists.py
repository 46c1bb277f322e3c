def avg_pool_as_conv(channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if channels < 1 or kh < 1 or kw < 1:
        raise ValueError("sizes")
    zero, box = [[0.0] * kw for _ in range(kh)], [[1 / (kh * kw)] * kw for _ in range(kh)]
    return np.array([[box if f == c else zero for c in range(channels)] for f in range(channels)])
