def _checked(image, kernel):
    shape = np.subtract(image.shape, kernel.shape) + 1 if image.ndim == kernel.ndim == 2 else (0,)
    if min(shape) < 1:
        raise ValueError("the kernel does not fit")
    return tuple(shape)


correlate2d = lambda image, kernel, bias=0.0: (
    sum(
        kernel[u, v] * image.astype(float)[u:, v:][: shape[0], : shape[1]]
        for shape in [_checked(image, kernel)]
        for u in range(kernel.shape[0])
        for v in range(kernel.shape[1])
    )
    + bias
)
