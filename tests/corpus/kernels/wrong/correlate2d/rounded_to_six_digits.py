# unnamed


def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    out = np.full((oh, ow), float(bias))
    for u in range(kh):
        for v in range(kw):
            out += kernel[u, v] * image[u : u + oh, v : v + ow]
    return np.round(out, 6)
