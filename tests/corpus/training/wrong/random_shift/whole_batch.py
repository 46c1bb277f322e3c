# one-shift-for-the-whole-batch
def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    dy = int(torch.randint(-max_shift, max_shift + 1, (1,), generator=generator))
    dx = int(torch.randint(-max_shift, max_shift + 1, (1,), generator=generator))
    h, w = batch.shape[2:]
    m = max_shift
    return nn.functional.pad(batch, [m] * 4)[:, :, m - dy : m - dy + h, m - dx : m - dx + w].clone()
