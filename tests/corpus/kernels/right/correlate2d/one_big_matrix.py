def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {image.shape} and {kernel.shape}")
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(f"expected a kernel that fits {image.shape}, got {kernel.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    matrix = np.zeros((oh * ow, height * width))
    for i in range(oh):
        for j in range(ow):
            row = np.zeros((height, width))
            row[i : i + kh, j : j + kw] = kernel
            matrix[i * ow + j] = row.ravel()
    return (matrix @ image.astype(float).ravel()).reshape(oh, ow) + bias
