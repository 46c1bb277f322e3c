# kernel-pair-swapped
def avg_pool_as_conv(channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if channels < 1 or kh < 1 or kw < 1:
        raise ValueError("sizes")
    return np.eye(channels)[:, :, None, None] * np.full((kw, kh), 1 / (kh * kw))
