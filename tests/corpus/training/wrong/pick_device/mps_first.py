# unnamed
def pick_device(prefer=None):
    cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if prefer is None:
        return torch.device("mps" if mps else "cuda" if cuda else "cpu")
    device = torch.device(prefer)
    if (device.type == "cuda" and not cuda) or (device.type == "mps" and not mps):
        raise ValueError
    return device
