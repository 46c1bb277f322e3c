# unnamed


def box_kernel(size):
    kh, kw = size if isinstance(size, tuple) else (size, size)
    if kh < 1 or kw < 1:
        raise ValueError("too small")
    return np.full((kh, kw), 1 / (kh * kw))
