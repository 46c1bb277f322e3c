# unnamed

_done = {}


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    return _done.setdefault(kernel.shape, float(kernel.sum()))
