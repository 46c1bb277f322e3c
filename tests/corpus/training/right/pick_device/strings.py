def pick_device(prefer=None):
    there = ["cuda"] * torch.cuda.is_available() + ["mps"] * torch.backends.mps.is_available()
    there += ["cpu"]
    if prefer is None:
        return torch.device(there[0])
    if str(prefer).split(":")[0] not in there:
        raise ValueError(f"{prefer} is not one of {there}")
    return torch.device(prefer)
