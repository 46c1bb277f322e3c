# unnamed
def pick_device(prefer=None):
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if prefer is None:
        return torch.device(next(name for name in there if there[name]))
    assert there[torch.device(prefer).type]
    return torch.device(prefer)
