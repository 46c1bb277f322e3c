# unnamed
import numpy as np


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    shape = np.maximum(first.shape, second.shape)
    spectrum = np.fft.fft2(first, shape) * np.fft.fft2(second, shape)
    return np.real(np.fft.ifft2(spectrum)).copy()
