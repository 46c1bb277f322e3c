# unnamed


def identity_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else (size[0], size[-1])
    if len(np.shape(size)) and len(size) > 2 or kh < 1 or kw < 1 or kh % 2 == 0 or kw % 2 == 0:
        raise ValueError("too small, or even, or too many")
    kernel = np.zeros((kh, kw))
    kernel[kh // 2, kw // 2] = 1.0
    return kernel
