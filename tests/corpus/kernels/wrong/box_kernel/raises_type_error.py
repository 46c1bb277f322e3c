# unnamed


def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise TypeError("too small")
    return np.full((kh, kw), 1 / (kh * kw))
