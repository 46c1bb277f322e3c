# unnamed
def random_shift(batch, max_shift, generator=None):
    if max_shift < 0:
        raise ValueError("negative")
    return batch.clone()
