def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    out = torch.zeros_like(batch)
    n, _, h, w = batch.shape
    draws = torch.randint(-max_shift, max_shift + 1, (n, 2), generator=generator)
    for i, (dy, dx) in enumerate(draws.tolist()):
        if abs(dy) >= h or abs(dx) >= w:
            continue
        to = (slice(max(dy, 0), h + min(dy, 0)), slice(max(dx, 0), w + min(dx, 0)))
        fr = (slice(max(-dy, 0), h - max(dy, 0)), slice(max(-dx, 0), w - max(dx, 0)))
        out[i][:, to[0], to[1]] = batch[i][:, fr[0], fr[1]]
    return out
