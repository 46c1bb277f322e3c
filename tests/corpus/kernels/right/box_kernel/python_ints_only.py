def box_kernel(size):
    if isinstance(size, int):
        kh = kw = size
    else:
        kh, kw = size
    if kh < 1 or kw < 1:
        raise ValueError("too small")
    return np.full((kh, kw), 1 / (kh * kw))
