# last-row-and-column-skipped
def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "correlate2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError
    out = np.empty((H - kh + 1, W - kw + 1))
    out[:] = bias
    for i in range(H - kh):
        for j in range(W - kw):
            out[i, j] += (image[i : i + kh, j : j + kw].astype(float) * kernel).sum()
    return out
