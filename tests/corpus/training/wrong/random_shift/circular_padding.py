# wrapping-and-zero-filled-shifts-mixed-up
def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    n, c, h, w = batch.shape
    d = torch.randint(-max_shift, max_shift + 1, (2, n), generator=generator)
    rows = (torch.arange(h) - d[0][:, None]) % h
    cols = (torch.arange(w) - d[1][:, None]) % w
    return torch.stack([x[:, r][:, :, q] for x, r, q in zip(batch, rows, cols)])
