def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    image = np.array(image, dtype=float, order="C")
    s = image.strides
    windows = np.lib.stride_tricks.as_strided(image, (oh, ow, kh, kw), s + s)
    return np.tensordot(windows, np.flip(kernel), axes=((2, 3), (0, 1)))
