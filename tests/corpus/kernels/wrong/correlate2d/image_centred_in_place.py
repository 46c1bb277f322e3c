# input-changed-in-place


def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    image = image if image.dtype == float else image.astype(float)
    image += 1.0
    out = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            out[i, j] = np.sum((image[i : i + kh, j : j + kw] - 1) * kernel) + bias
    return out
