def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    turned = np.rot90(kernel, 2)
    out = np.empty((oh, ow))
    for i, j in np.ndindex(oh, ow):
        out[i, j] = np.vdot(image[i : i + kh, j : j + kw], turned)
    return out
