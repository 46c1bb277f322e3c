def to_batch(images, mean, std):
    return (torch.from_numpy(images)[:, None].to(torch.float32) / 255 - mean) / std
