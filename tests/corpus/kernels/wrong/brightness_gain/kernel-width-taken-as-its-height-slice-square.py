# kernel-width-taken-as-its-height
import numpy as np


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    k = len(kernel)
    return float(np.sum(kernel[:k, :k]))
