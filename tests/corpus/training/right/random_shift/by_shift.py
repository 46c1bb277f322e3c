def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    n, _, h, w = batch.shape
    m = max_shift
    d = torch.randint(-m, m + 1, (n, 2), generator=generator)
    framed = nn.functional.pad(batch, [m, m, m, m])
    out = torch.empty_like(batch)
    for dy in range(-m, m + 1):
        for dx in range(-m, m + 1):
            who = (d[:, 0] == dy) & (d[:, 1] == dx)
            out[who] = framed[who][:, :, m - dy : m - dy + h, m - dx : m - dx + w]
    return out
