# unnamed


def brightness_gain(kernel):
    if kernel.ndim > 2:
        raise ValueError("too many axes")
    return float(kernel.sum())
