# unnamed


def correlate2d(image, kernel, bias=0.0):
    (height, width), (kh, kw) = image.shape[-2:], kernel.shape[-2:]
    if kh > height or kw > width:
        raise ValueError("the kernel does not fit")
    oh, ow = height - kh + 1, width - kw + 1
    out = np.full((oh, ow), float(bias))
    for u in range(kh):
        for v in range(kw):
            out += (
                (kernel[..., u, v, None, None] * image[..., u : u + oh, v : v + ow])
                .reshape(-1, oh, ow)
                .sum(0)
            )
    return out
