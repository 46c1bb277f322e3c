# unnamed


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    out[:bh, :bw] = first[0, 0] * second
    out[-bh:, -bw:] += first[-1, -1] * second
    return out
