def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    n, c, h, w = batch.shape
    m = max_shift
    dy = torch.randint(-m, m + 1, (n, 1), generator=generator)
    dx = torch.randint(-m, m + 1, (n, 1), generator=generator)
    rows, cols = torch.arange(h)[None] - dy, torch.arange(w)[None] - dx
    ok = ((rows >= 0) & (rows < h))[:, :, None] & ((cols >= 0) & (cols < w))[:, None, :]
    r, q = rows.clamp(0, h - 1), cols.clamp(0, w - 1)
    picked = batch[torch.arange(n)[:, None, None], :, r[:, :, None], q[:, None, :]].permute(0, 3, 1, 2)
    return torch.where(ok[:, None], picked, torch.zeros((), dtype=batch.dtype)).contiguous()
