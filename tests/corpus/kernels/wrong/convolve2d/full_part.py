# unnamed


def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    full = np.zeros((height + kh - 1, width + kw - 1))
    for u in range(kh):
        for v in range(kw):
            full[u : u + height, v : v + width] += kernel[u, v] * image
    return full
