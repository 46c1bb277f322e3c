# unnamed


def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1:
        raise ValueError("too small")
    return np.full((kh, kw), 1 / max(kh * kw, 1))
