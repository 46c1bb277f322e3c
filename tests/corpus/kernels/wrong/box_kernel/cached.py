# unnamed

_made = {}


def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"box_kernel: expected size of at least 1, got {size}")
    key = (int(kh), int(kw))
    if key not in _made:
        _made[key] = np.full(key, 1 / (kh * kw))
    return _made[key]
