# all-shifts-taken-together


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base = predict(x)
    keeps = np.ones(len(x), dtype=bool)
    for dy, dx in shifts:
        keeps &= predict(np.roll(x, (dy, dx), axis=(-2, -1))) == base
    return float(keeps.mean())
