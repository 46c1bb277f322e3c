def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")

    def move(images, dy, dx):
        dy, dx = dy % images.shape[-2], dx % images.shape[-1]
        images = np.concatenate(
            [images[..., images.shape[-2] - dy :, :], images[..., : images.shape[-2] - dy, :]], -2
        )
        cut = images.shape[-1] - dx
        return np.concatenate([images[..., cut:], images[..., :cut]], -1)

    base = predict(x)
    same = [np.equal(predict(move(x, *s)), base) for s in shifts]
    return float(np.concatenate(same).mean())
