# unnamed


def translate(x, dy, dx):
    if x.ndim < 2:
        raise TypeError("expected an image")
    return np.roll(x, (dy, dx), axis=(-2, -1))
