def to_batch(images, mean, std):
    batch = torch.tensor(images, dtype=torch.float32).unsqueeze(1)
    batch /= 255
    batch -= mean
    batch /= std
    return batch
