# unnamed


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base = predict(x)
    share = np.mean([predict(np.roll(x, s, axis=(-2, -1))) == base for s in shifts])
    return round(float(share), 2)
