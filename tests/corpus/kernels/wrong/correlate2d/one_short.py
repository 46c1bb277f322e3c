# last-row-and-column-skipped


def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((height - kh, width - kw))
    for i in range(height - kh):
        for j in range(width - kw):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out
