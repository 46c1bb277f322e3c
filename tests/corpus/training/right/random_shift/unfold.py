def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    n, c, h, w = batch.shape
    m = max_shift
    windows = nn.functional.pad(batch, [m] * 4).unfold(2, h, 1).unfold(3, w, 1)
    i = torch.randint(0, 2 * m + 1, (n,), generator=generator)
    j = torch.randint(0, 2 * m + 1, (n,), generator=generator)
    return windows[torch.arange(n), :, i, j].clone()
