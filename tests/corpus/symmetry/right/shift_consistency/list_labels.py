def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    labels = list(predict(x))
    pairs = []
    for dy, dx in shifts:
        pairs += list(zip(labels, list(predict(np.roll(x, (dy, dx), axis=(-2, -1))))))
    return len([1 for a, b in pairs if a == b]) / len(pairs)
