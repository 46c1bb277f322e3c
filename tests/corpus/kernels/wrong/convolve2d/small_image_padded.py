# unnamed


def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError("expected two axes")
    kh, kw = kernel.shape
    image = np.pad(image, [(0, max(k - n, 0)) for k, n in zip(kernel.shape, image.shape)])
    height, width = image.shape
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((oh, ow))
    for u in range(kh):
        for v in range(kw):
            out += kernel[kh - 1 - u, kw - 1 - v] * image[u : u + oh, v : v + ow]
    return out
