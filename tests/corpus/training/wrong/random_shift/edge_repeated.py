# border-repeated-instead-of-zeros
def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    out = torch.zeros_like(batch)
    n, _, h, w = batch.shape
    draws = torch.randint(-max_shift, max_shift + 1, (n, 2), generator=generator).tolist()
    framed = nn.functional.pad(batch, [max_shift] * 4, mode="replicate")
    for i, (dy, dx) in enumerate(draws):
        top, left = max_shift - dy, max_shift - dx
        out[i] = framed[i, :, top : top + h, left : left + w]
    return out
