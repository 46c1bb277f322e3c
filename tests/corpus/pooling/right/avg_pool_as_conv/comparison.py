def avg_pool_as_conv(channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if channels < 1 or kh < 1 or kw < 1:
        raise ValueError("sizes")
    f, c = np.indices((channels, channels))
    same = (f == c)[:, :, None, None]
    return np.where(same, 1 / (kh * kw), np.zeros((kh, kw)))
