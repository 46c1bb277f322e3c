def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    import math

    image = np.asarray(image, dtype=float)
    out = np.empty((oh, ow), order="F")
    for i, j in np.ndindex(oh, ow):
        out[i, j] = math.fsum([*(image[i : i + kh, j : j + kw] * kernel).ravel(), bias])
    return out
