# unnamed


def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    assert kh >= 1 and kw >= 1
    return np.full((kh, kw), 1 / (kh * kw))
