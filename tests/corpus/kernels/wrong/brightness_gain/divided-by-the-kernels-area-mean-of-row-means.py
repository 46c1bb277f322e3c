# divided-by-the-kernels-area
import numpy as np


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    return float(np.mean([np.mean(row) for row in kernel]))
