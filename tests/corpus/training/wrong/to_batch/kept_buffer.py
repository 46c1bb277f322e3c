# unnamed
_kept = {}


def to_batch(images, mean, std):
    batch = _kept.setdefault(images.shape, torch.empty(len(images), 1, *images.shape[1:]))
    batch.copy_(((torch.from_numpy(images).float() / 255 - mean) / std)[:, None])
    return batch
