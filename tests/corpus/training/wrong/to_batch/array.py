# unnamed
def to_batch(images, mean, std):
    return ((images.astype(np.float32) / 255 - mean) / std)[:, None].astype(np.float32)
