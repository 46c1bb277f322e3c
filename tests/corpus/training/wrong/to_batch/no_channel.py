# unnamed
def to_batch(images, mean, std):
    return (torch.from_numpy(images).float() / 255 - mean) / std
