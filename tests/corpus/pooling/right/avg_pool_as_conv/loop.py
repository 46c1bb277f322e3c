def avg_pool_as_conv(channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if channels < 1 or kh < 1 or kw < 1:
        raise ValueError("sizes")
    weight = np.zeros((channels, channels, kh, kw))
    for f in range(channels):
        weight[f, f] = 1 / (kh * kw)
    return weight
