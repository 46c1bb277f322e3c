# uint8-wraps-round
def to_batch(images, mean, std):
    shifted = images - np.uint8(mean * 255)
    return (torch.from_numpy(shifted).float() / 255 / std)[:, None]
