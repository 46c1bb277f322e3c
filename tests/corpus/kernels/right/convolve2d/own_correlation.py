def _correlate(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    return np.array(
        [
            [
                (image[i : i + kernel.shape[0], j : j + kernel.shape[1]] * kernel).sum()
                for j in range(columns)
            ]
            for i in range(rows)
        ]
    )


def convolve2d(image, kernel):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError("expected two axes")
    if any(k > n for k, n in zip(kernel.shape, image.shape)):
        raise ValueError("the kernel does not fit")
    return _correlate(image, np.flipud(np.fliplr(kernel)))
