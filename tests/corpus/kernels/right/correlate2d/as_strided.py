def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    image = np.ascontiguousarray(image, dtype=np.float64)
    down, right = image.strides
    windows = np.lib.stride_tricks.as_strided(
        image, shape=(oh, ow, kh, kw), strides=(down, right, down, right), writeable=False
    )
    return (windows * kernel).sum(axis=(2, 3)) + bias
