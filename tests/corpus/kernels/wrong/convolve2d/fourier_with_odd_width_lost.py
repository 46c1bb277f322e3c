# unnamed


def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    product = np.fft.rfft2(image) * np.fft.rfft2(kernel, s=image.shape)
    return np.resize(np.fft.irfft2(product), image.shape)[kh - 1 :, kw - 1 :]
