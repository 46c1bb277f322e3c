def avg_pool_as_conv(channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if channels < 1 or kh < 1 or kw < 1:
        raise ValueError("sizes")
    from cnnlib import ops

    return np.multiply.outer(np.eye(channels), ops.box_kernel((kh, kw)))
