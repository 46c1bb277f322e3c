# unnamed


def blur_pool2d(x, stride=2):
    if x.ndim < 2 or x.ndim > 4 or stride < 1:
        raise ValueError("axes")
    for axis in (-2, -1):
        x = (np.roll(x, 1, axis) + 2 * x + np.roll(x, -1, axis)) / 4
    return x[..., ::stride, ::stride].copy()
