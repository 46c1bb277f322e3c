def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    h, w = x.shape[-2:]
    same = np.zeros((len(shifts), len(x)), dtype=bool)
    labels = predict(x.copy())
    for k, (dy, dx) in enumerate(shifts):
        rows = (np.arange(h) - dy) % h
        columns = (np.arange(w) - dx) % w
        same[k] = predict(x[..., rows[:, None], columns]) == labels
    return float(same.sum() / same.size)
