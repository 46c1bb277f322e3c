# output-width-taken-as-its-height


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    side = ah + bh - 1
    out = np.zeros((side, side))
    for p in range(side):
        for q in range(side):
            for i in range(ah):
                for j in range(aw):
                    if 0 <= p - i < bh and 0 <= q - j < bw:
                        out[p, q] += first[i, j] * second[p - i, q - j]
    return out
