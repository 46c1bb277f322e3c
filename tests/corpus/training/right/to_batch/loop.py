def to_batch(images, mean, std):
    out = torch.empty(len(images), 1, *images.shape[1:])
    for n, image in enumerate(images):
        out[n, 0] = (torch.tensor(image).float() / 255 - mean) / std
    return out
