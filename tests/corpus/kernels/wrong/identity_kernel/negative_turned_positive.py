# unnamed


def identity_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    kh, kw = abs(kh), abs(kw)
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError("even")
    kernel = np.zeros((kh, kw))
    kernel[kh // 2, kw // 2] = 1.0
    return kernel
