# error-not-normalised


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base, agree = predict(x), 0
    for dy, dx in shifts:
        agree += np.sum(predict(np.roll(x, (dy, dx), axis=(-2, -1))) == base)
    return float(agree / len(shifts))
