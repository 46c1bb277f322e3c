def to_batch(images, mean, std):
    return torch.tensor((images / 255 - mean) / std).float().unsqueeze(1)
