def to_batch(images, mean, std):
    rows = [torch.from_numpy(image.astype("float32")).sub(255 * mean).div(255 * std) for image in images]
    return torch.stack(rows)[:, None, :, :]
