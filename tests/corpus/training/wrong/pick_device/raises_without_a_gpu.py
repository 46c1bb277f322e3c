# unnamed
def pick_device(prefer=None):
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if prefer is None:
        if there["cuda"] or there["mps"]:
            return torch.device("cuda" if there["cuda"] else "mps")
        raise ValueError("no GPU")
    if not there[torch.device(prefer).type]:
        raise ValueError
    return torch.device(prefer)
