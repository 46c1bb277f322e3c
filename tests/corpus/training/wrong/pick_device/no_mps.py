# unnamed
def pick_device(prefer=None):
    if prefer is None:
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    device = torch.device(prefer)
    if device.type == "cuda" and not torch.cuda.is_available():
        raise ValueError
    if device.type == "mps" and not torch.backends.mps.is_available():
        raise ValueError
    return device
