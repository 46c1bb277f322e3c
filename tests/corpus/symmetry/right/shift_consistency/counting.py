def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    labels = predict(x)
    agree = total = 0
    for dy, dx in shifts:
        moved = predict(np.roll(x, (dy, dx), axis=(-2, -1)))
        for before, after in zip(labels, moved):
            agree += int(before == after)
            total += 1
    return agree / total
