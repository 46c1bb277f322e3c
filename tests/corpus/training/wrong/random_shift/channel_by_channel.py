# unnamed
def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    out = torch.zeros_like(batch)
    n, _, h, w = batch.shape
    draws = torch.randint(-max_shift, max_shift + 1, (n, 2), generator=generator).tolist()
    framed = nn.functional.pad(batch, [max_shift] * 4)
    for i, (dy, dx) in enumerate(draws):
        top, left = max_shift - dy, max_shift - dx
        for c in range(batch.shape[1]):
            t = top if c == 0 else max_shift
            out[i, c] = framed[i, c, t : t + h, left : left + w]
    return out
