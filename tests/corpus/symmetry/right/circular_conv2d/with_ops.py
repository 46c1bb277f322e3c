from cnnlib import ops


def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"circular_conv2d: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"circular_conv2d: expected odd kernels, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}")
    return ops.conv2d(ops.pad2d(x, (kh // 2, kw // 2), mode="circular"), weight, bias)
