# unnamed
def pick_device(prefer=None):
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if prefer is not None and there[torch.device(prefer).type]:
        return torch.device(prefer)
    return torch.device(next(name for name in there if there[name]))
