def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    full = np.zeros((height + kh - 1, width + kw - 1))
    for y in range(height):
        for x in range(width):
            full[y : y + kh, x : x + kw] += image[y, x] * kernel
    return full[kh - 1 : height, kw - 1 : width]
