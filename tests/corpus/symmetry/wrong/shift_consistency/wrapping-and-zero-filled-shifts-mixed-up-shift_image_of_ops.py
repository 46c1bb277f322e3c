# wrapping-and-zero-filled-shifts-mixed-up


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base, same = predict(x), []
    h, w = x.shape[-2:]
    for dy, dx in shifts:
        dy, dx = max(-h, min(h, dy)), max(-w, min(w, dx))
        padded = np.pad(x, [(0, 0)] * (x.ndim - 2) + [(h, h), (w, w)])
        moved = padded[..., h - dy : 2 * h - dy, w - dx : 2 * w - dx]
        same.append(predict(moved) == base)
    return float(np.mean(same))
