# unnamed
def to_batch(images, mean, std):
    return ((torch.from_numpy(images // 255).float() - mean) / std)[:, None]
