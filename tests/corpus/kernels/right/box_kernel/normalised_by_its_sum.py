def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"box_kernel: expected size of at least 1, got {size}")
    kernel = np.ones((kh, kw))
    return kernel / kernel.sum()
