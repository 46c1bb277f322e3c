# unnamed
def to_batch(images, mean, std):
    return ((torch.from_numpy(images).float() - mean) / 255 / std)[:, None]
