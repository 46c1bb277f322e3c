# flipped-on-both-axes

from cnnlib import ops


def lift_p4(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"lift_p4: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh != kw or kh > min(x.shape[2:]):
        raise ValueError(f"lift_p4: expected square filters that fit, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"lift_p4: expected bias of shape {(f,)}, got {np.shape(bias)}")
    flipped = weight[:, :, ::-1, ::-1]
    return np.stack(
        [ops.conv2d(x, np.rot90(flipped, r, axes=(2, 3)), bias) for r in range(4)], axis=2
    )
