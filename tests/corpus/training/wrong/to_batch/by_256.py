# unnamed
def to_batch(images, mean, std):
    return ((torch.from_numpy(images).float() / 256 - mean) / std)[:, None]
