# unnamed
def pick_device(prefer=None):
    cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if prefer is not None and torch.device(prefer).type == "cpu":
        return torch.device("cpu")
    if cuda:
        return torch.device("cuda")
    if mps:
        return torch.device("mps")
    if prefer is not None:
        raise ValueError
    return torch.device("cpu")
