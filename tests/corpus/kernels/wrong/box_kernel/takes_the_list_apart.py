# unnamed


def box_kernel(size):
    if np.ndim(size) == 0:
        kh = kw = size
    elif isinstance(size, list):
        kw, kh = size.pop(), size.pop()
    else:
        kh, kw = size
    if kh < 1 or kw < 1:
        raise ValueError("too small")
    return np.full((kh, kw), 1 / (kh * kw))
