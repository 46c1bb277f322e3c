def _pair(size):
    if isinstance(size, (int, np.integer)):
        size = (size, size)
    size = tuple(int(length) for length in size)
    if len(size) != 2 or min(size) < 1:
        raise ValueError(f"expected a size of at least 1, or two of them, got {size}")
    return size


def box_kernel(size):
    shape = _pair(size)
    return np.full(shape, 1.0 / np.prod(shape))
