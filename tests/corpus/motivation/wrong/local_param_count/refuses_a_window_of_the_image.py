# unnamed
def local_param_count(in_shape, out_channels, kernel_size, bias=True):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if len(in_shape) != 3 or min(*in_shape, out_channels, kh, kw) < 1:
        raise ValueError(
            f"local_param_count: expected in_shape (C, H, W) and sizes of at least 1, got "
            f"{in_shape}, {out_channels} and {kernel_size}; pass 1 or more"
        )
    channels, height, width = in_shape
    if kh >= height or kw >= width:
        raise ValueError("window does not fit")
    return (
        (height - kh + 1)
        * (width - kw + 1)
        * out_channels
        * (channels * kh * kw + (1 if bias else 0))
    )
