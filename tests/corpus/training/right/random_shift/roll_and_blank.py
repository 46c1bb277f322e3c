def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    out = []
    h, w = batch.shape[2:]
    for image in batch:
        dy = int(torch.randint(-max_shift, max_shift + 1, (), generator=generator))
        dx = int(torch.randint(-max_shift, max_shift + 1, (), generator=generator))
        moved = torch.roll(image, (dy, dx), (1, 2))
        rows, cols = torch.arange(h) - dy, torch.arange(w) - dx
        inside = ((rows >= 0) & (rows < h))[:, None] & ((cols >= 0) & (cols < w))[None]
        out.append(moved * inside)
    return torch.stack(out)
