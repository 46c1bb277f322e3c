# unnamed
def to_batch(images, mean, std):
    return ((torch.from_numpy(images).double() / 255 - mean) / std)[:, None]
