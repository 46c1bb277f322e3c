# input-changed-in-place


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base, same = predict(x), []
    for dy, dx in shifts:
        x[:] = np.roll(x, (dy, dx), axis=(-2, -1))
        same.append(predict(x) == base)
        x[:] = np.roll(x, (-dy, -dx), axis=(-2, -1))
    x += 0.5
    return float(np.mean(same))
