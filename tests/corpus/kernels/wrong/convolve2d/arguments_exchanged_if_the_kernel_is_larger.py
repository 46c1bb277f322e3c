# unnamed


def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError("expected two axes")
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        image, kernel = kernel, image
    (height, width), (kh, kw) = image.shape, kernel.shape
    oh, ow = max(height - kh + 1, 0), max(width - kw + 1, 0)
    out = np.zeros((oh, ow))
    for u in range(kh):
        for v in range(kw):
            out += kernel[kh - 1 - u, kw - 1 - v] * image[u : u + oh, v : v + ow]
    return out
