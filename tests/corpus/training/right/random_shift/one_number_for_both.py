def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    n, _, h, w = batch.shape
    side = 2 * max_shift + 1
    code = torch.randint(0, side * side, (n,), generator=generator).tolist()
    framed = torch.zeros(n, batch.shape[1], h + 2 * max_shift, w + 2 * max_shift, dtype=batch.dtype)
    framed[:, :, max_shift : max_shift + h, max_shift : max_shift + w] = batch
    return torch.stack([f[:, k // side : k // side + h, k % side : k % side + w] for f, k in zip(framed, code)])
