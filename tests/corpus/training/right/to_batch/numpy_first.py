def to_batch(images, mean, std):
    scaled = (images.astype(np.float32) / np.float32(255) - np.float32(mean)) / np.float32(std)
    return torch.from_numpy(np.ascontiguousarray(scaled[:, None]))
