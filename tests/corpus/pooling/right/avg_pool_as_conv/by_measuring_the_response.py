def avg_pool_as_conv(channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if channels < 1 or kh < 1 or kw < 1:
        raise ValueError("sizes")
    weight = np.empty((channels, channels, kh, kw))
    for f, c, u, v in np.ndindex(*weight.shape):
        impulse = np.zeros((channels, kh, kw))
        impulse[c, u, v] = 1.0
        weight[f, c, u, v] = impulse[f].mean()
    return weight
