# dy-and-dx-swapped


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base = predict(x)
    same = [predict(np.roll(x, (dx, dy), axis=(-2, -1))) == base for dy, dx in shifts]
    return float(np.mean(same))
