def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    n, _, h, w = batch.shape
    dy = torch.randint(-max_shift, max_shift + 1, (n, 1, 1), generator=generator)
    dx = torch.randint(-max_shift, max_shift + 1, (n, 1, 1), generator=generator)
    down = (torch.arange(h)[:, None] - torch.arange(h)[None] == dy).to(batch.dtype)
    right = (torch.arange(w)[None] - torch.arange(w)[:, None] == dx).to(batch.dtype)
    return torch.einsum("nij,ncjk,nkl->ncil", down, batch, right)
