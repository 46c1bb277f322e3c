# unnamed


def identity_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 0 or kw < 0 or (kh and kh % 2 == 0) or (kw and kw % 2 == 0):
        raise ValueError("negative, or even")
    kernel = np.zeros((kh, kw))
    if kernel.size:
        kernel[kh // 2, kw // 2] = 1.0
    return kernel
