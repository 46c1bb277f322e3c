# kernel-width-taken-as-its-height
def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "correlate2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H or kw > W:
        raise ValueError("too large")
    kw = kh
    out = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            out[i, j] = (
                np.sum(image[i : i + kh, j : j + kw].astype(float) * kernel[:kh, :kw]) + bias
            )
    return out
