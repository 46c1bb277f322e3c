# image-by-image


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    same = []
    for image in x:
        base = predict(image[None])
        for dy, dx in shifts:
            same.append(predict(np.roll(image, (dy, dx), axis=(-2, -1))[None]) == base)
    return float(np.mean(same))
