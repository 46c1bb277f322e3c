# unnamed
def pick_device(prefer=None):
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    device = torch.device(prefer or next(name for name in there if there[name]))
    if not there[device.type]:
        raise ValueError
    return device, there[device.type]
