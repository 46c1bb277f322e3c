def to_batch(images, mean, std):
    batch = torch.as_tensor(images).float()
    return (batch * (1 / (255 * std)) - mean / std).reshape(len(images), 1, *images.shape[1:])
