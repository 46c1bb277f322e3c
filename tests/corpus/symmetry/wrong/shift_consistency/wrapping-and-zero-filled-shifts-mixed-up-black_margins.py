# wrapping-and-zero-filled-shifts-mixed-up


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    h, w = x.shape[-2:]
    base, same = predict(x), []
    for dy, dx in shifts:
        moved = np.zeros_like(x)
        for i in range(h):
            for j in range(w):
                if 0 <= i - dy < h and 0 <= j - dx < w:
                    moved[..., i, j] = x[..., i - dy, j - dx]
        same.append(predict(moved) == base)
    return float(np.mean(same))
