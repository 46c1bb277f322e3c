# wrapping-and-zero-filled-shifts-mixed-up
def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    draws = torch.randint(-max_shift, max_shift + 1, (len(batch), 2), generator=generator).tolist()
    return torch.stack([x.roll(tuple(d), (-2, -1)) for x, d in zip(batch, draws)])
