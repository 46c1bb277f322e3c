# unnamed
from numpy.lib.stride_tricks import sliding_window_view


def correlate2d(image, kernel, bias=0.0):
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "correlate2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(f"kernel {kernel.shape} does not fit into image {image.shape}")
    windows = sliding_window_view(image.astype(float), kernel.shape)
    return (windows * kernel).max(axis=(2, 3)) + bias
