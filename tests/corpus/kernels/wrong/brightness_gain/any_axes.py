# unnamed


def brightness_gain(kernel):
    return float(kernel.sum())
