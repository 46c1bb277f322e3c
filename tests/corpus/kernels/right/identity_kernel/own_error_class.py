class NoMiddleError(ValueError):
    pass


def identity_kernel(size):
    shape = np.array(size if np.ndim(size) else (size, size))
    if shape.shape != (2,) or (shape < 1).any() or (shape % 2 != 1).any():
        raise NoMiddleError(f"no middle in {size}")
    kernel = np.zeros(shape)
    kernel[tuple(shape // 2)] = 1
    return kernel
