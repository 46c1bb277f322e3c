# unnamed


def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError("four axes")
    if stride < 0:
        raise ValueError("stride")
    h = -(-x.shape[2] // stride)
    for axis in (2, 3):
        x = (np.roll(x, 1, axis) + 2 * x + np.roll(x, -1, axis)) / 4
    return x[:, :, ::stride, ::stride][:, :, :h].copy()
