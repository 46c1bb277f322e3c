# unnamed


def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        print("too small")
        return None
    return np.full((kh, kw), 1 / (kh * kw))
