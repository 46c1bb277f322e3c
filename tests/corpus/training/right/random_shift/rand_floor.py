def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    n, c, h, w = batch.shape
    span = 2 * max_shift + 1
    d = (torch.rand(2, n, generator=generator) * span).floor().long() - max_shift
    framed = nn.functional.pad(batch, (max_shift, max_shift, max_shift, max_shift))
    return torch.stack([
        framed[i, :, max_shift - d[0, i] : max_shift - d[0, i] + h, max_shift - d[1, i] : max_shift - d[1, i] + w]
        for i in range(n)
    ])
