# unnamed
def pick_device(prefer=None):
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if prefer is None:
        return torch.device(next(name for name in there if there[name]))
    name = prefer if isinstance(prefer, str) else prefer.type
    if name not in there or not there[name]:
        raise ValueError("absent")
    return torch.device(name)
