# unnamed
def pick_device(prefer=None):
    return torch.device("cpu")
