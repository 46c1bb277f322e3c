# unnamed


def brightness_gain(kernel):
    if kernel.ndim < 2:
        raise ValueError("too few axes")
    return float(kernel.sum())
