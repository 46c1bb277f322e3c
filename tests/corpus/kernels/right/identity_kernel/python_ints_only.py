def identity_kernel(size):
    kh, kw = (size, size) if type(size) is int else size
    if kh < 1 or kw < 1 or kh % 2 == 0 or kw % 2 == 0:
        raise ValueError("too small, or even")
    kernel = np.zeros((kh, kw))
    kernel[kh // 2, kw // 2] = 1.0
    return kernel
