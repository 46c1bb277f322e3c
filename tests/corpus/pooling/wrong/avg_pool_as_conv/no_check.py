# unnamed
def avg_pool_as_conv(channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    return np.eye(channels)[:, :, None, None] * np.ones((kh, kw)) / max(kh * kw, 1)
