# batch-item-0-for-every-item


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base = predict(x)
    agree = [predict(np.roll(x, (dy, dx), axis=(-2, -1)))[0] == base[0] for dy, dx in shifts]
    return sum(agree) / len(agree)
