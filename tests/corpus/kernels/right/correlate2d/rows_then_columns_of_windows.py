def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    image = image * 1.0
    tall = np.stack([image[u : u + oh] for u in range(kh)])
    blocks = np.stack([tall[:, :, v : v + ow] for v in range(kw)], axis=1)
    return np.sum(blocks * kernel[:, :, None, None], axis=(0, 1)) + bias
