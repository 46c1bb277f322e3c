# unnamed

from cnnlib import ops


def lift_p4(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4:
        raise ValueError("axes")
    k = max(weight.shape[2:])
    padded = np.zeros(weight.shape[:2] + (k, k))
    padded[:, :, : weight.shape[2], : weight.shape[3]] = weight
    return np.stack(
        [ops.conv2d(x, np.rot90(padded, r, axes=(2, 3)), bias) for r in range(4)], axis=2
    )
