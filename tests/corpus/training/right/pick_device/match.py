def pick_device(prefer=None):
    cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if prefer is None:
        return torch.device("cuda" if cuda else "mps" if mps else "cpu")
    device = torch.device(prefer)
    match device.type:
        case "cuda" if cuda:
            return device
        case "mps" if mps:
            return device
        case "cpu":
            return device
    raise ValueError(device)
