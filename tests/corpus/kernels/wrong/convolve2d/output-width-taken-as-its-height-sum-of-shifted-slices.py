# output-width-taken-as-its-height


def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "convolve2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(
            f"convolve2d: expected a kernel that fits into image {image.shape}, "
            f"got {kernel.shape}; take a smaller one"
        )
    n = height - kh + 1
    return sum(
        kernel[kh - 1 - u, kw - 1 - v] * image[u : u + n, v : v + n]
        for u in range(kh)
        for v in range(kw)
    )
