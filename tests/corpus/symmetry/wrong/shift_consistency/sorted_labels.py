# unnamed


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base = np.sort(predict(x))
    return float(np.mean([np.sort(predict(np.roll(x, s, (-2, -1)))) == base for s in shifts]))
