def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    pixels = image.tolist()
    weights = kernel.tolist()
    return np.array(
        [
            [
                bias
                + sum(weights[u][v] * pixels[i + u][j + v] for u in range(kh) for v in range(kw))
                for j in range(ow)
            ]
            for i in range(oh)
        ]
    )
