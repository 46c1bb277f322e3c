# unnamed
def pick_device(prefer=None):
    if prefer is not None:
        kind = torch.device(prefer).type
        if kind == "cuda" and not torch.cuda.is_available():
            raise ValueError
        if kind == "mps" and not torch.backends.mps.is_available():
            raise ValueError
        return str(prefer)
    return "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
